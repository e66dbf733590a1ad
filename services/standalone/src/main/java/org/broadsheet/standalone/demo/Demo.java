package org.broadsheet.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A first look: an account that reads three sample sources and a timeline, blocks a domain and has a daily digest. All of it is done
 * over the API, so it shows what anybody can do; doing it again changes nothing.
 */
public final class Demo implements AutoCloseable {
    private static final String EMAIL = "demo@broadsheet.example";
    private static final String PASSWORD = "extra-extra";
    private static final String BLOCKED = "celebrity-wire.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DemoFeeds feeds;
    private final Optional<DemoNetwork> network;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Demo(DemoFeeds feeds, Optional<DemoNetwork> network) {
        this.feeds = feeds;
        this.network = network;
    }

    /** Serves the sample sources and a network; {@code folder} keeps port and dates of the sources. */
    public static Demo open(Path folder) {
        return new Demo(DemoFeeds.open(folder, 0), Optional.of(new DemoNetwork()));
    }

    /** Serves the sample sources at a port, for services in other containers: no network, which user would have to reach as well. */
    public static Demo ofSources(Path folder, int port) {
        return new Demo(DemoFeeds.open(folder, port), Optional.empty());
    }

    /** What the guarded fetcher must be allowed to reach, as {@code BROADSHEET_FETCH_ALLOW} says it. */
    public String fetchAllow() {
        return feeds.allow() + network.map(there -> "," + there.allow()).orElse("");
    }

    /**
     * Sets everything up and prints the front page.
     *
     * @param base where the API answers
     * @param site where people open it
     * @param mails where its mails are to be seen, in words
     * @throws IOException if it does not answer as it should
     */
    public void show(URI base, URI site, String mails, Consumer<String> print)
            throws IOException, InterruptedException {
        try (var client = new DemoClient(base)) {
            print.accept("  adding the demo: an account, three feeds, " + (network.isPresent() ? "a timeline, " : "")
                    + "a blocked domain, a digest");
            signIn(client);
            for (var address : feeds.addresses()) {
                client.post("sources", Map.of("url", address));
            }
            client.put("blocked-domains", Map.of("domain", BLOCKED));
            if (network.isPresent()) {
                network.get().connect(client);
            }
            if (!awaitEntries(client)) {
                sayWhatIsMissing(client, print);
            }
            FrontPage.print(client.get("feed?order=popular&window=all&size=12"), client.get("feed/hidden"), print);
            print.accept("Sign in at " + site + " as " + EMAIL + ", password " + PASSWORD);
            scheduleDigest(client, mails, print);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        network.ifPresent(DemoNetwork::close);
        feeds.close();
    }

    private static void signIn(DemoClient client) throws IOException, InterruptedException {
        client.post("accounts", Map.of("email", EMAIL, "password", PASSWORD, "name", "Demo"));
        var token = client.post("tokens", Map.of("email", EMAIL, "password", PASSWORD, "name", "demo"));
        if (!(token.data().get("token") instanceof String text)) {
            throw new IOException("the demo account can't sign in: " + token.message());
        }
        client.useToken(text);
        // Whoever comes back from a network is known by the session of their browser.
        client.post("sessions", Map.of("email", EMAIL, "password", PASSWORD));
    }

    /** @return whether every source was polled in time; then every entry has come through */
    private boolean awaitEntries(DemoClient client) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var sources = client.get("sources");
            boolean polled = sources.total() >= feeds.addresses().size() + (network.isPresent() ? 1 : 0)
                    && sources.items().stream().allMatch(source -> Objects.equals(source.get("state"), "active"));
            if (polled && isSettled(client)) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void sayWhatIsMissing(DemoClient client, Consumer<String> print)
            throws IOException, InterruptedException {
        for (var source : client.get("sources").items()) {
            if (!Objects.equals(source.get("state"), "active")) {
                print.accept("  " + source.get("url") + " is " + source.get("state") + ": "
                        + Objects.requireNonNullElse(source.get("reason"), "it was not asked yet"));
            }
        }
    }

    private boolean isSettled(DemoClient client) throws IOException, InterruptedException {
        long before = -1;
        for (int same = 0; same < 3; ) {
            long now = client.get("feed?size=1").total()
                    + client.get("feed/hidden?size=1").total();
            same = now > 0 && now == before ? same + 1 : 0;
            before = now;
            if (pause()) {
                return true;
            }
        }
        return true;
    }

    /** At the next full minute, so that a mail can be looked at soon; every day at this time from then on. */
    private static void scheduleDigest(DemoClient client, String mails, Consumer<String> print)
            throws IOException, InterruptedException {
        if (!client.get("digest-schedules").items().isEmpty()) {
            return;
        }
        var at = LocalTime.now(ZoneId.systemDefault()).plusMinutes(1);
        var text = DateTimeFormatter.ofPattern("HH:mm").format(at);
        var schedule = client.post(
                "digest-schedules",
                Map.of(
                        "name",
                        "Daily",
                        "at",
                        text,
                        "zone",
                        ZoneId.systemDefault().getId(),
                        "size",
                        8));
        print.accept(
                schedule.status() == 201
                        ? "The first digest is mailed at " + text + ", " + mails
                        : "The digest could not be scheduled: " + schedule.message());
    }

    /** @return whether the demo was closed meanwhile */
    private boolean pause() throws InterruptedException {
        return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
