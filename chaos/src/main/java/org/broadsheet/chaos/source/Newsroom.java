package org.broadsheet.chaos.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.broadsheet.chaos.plan.Plan;

/**
 * All fake sources and the server that serves them. While it publishes, one of them gains an entry every moment or has one
 * edited, and asks to be polled again soon; afterwards they stay as they are and ask to be left alone.
 */
public final class Newsroom implements AutoCloseable {
    static final String PRIVATE = "private";

    private static final int PUBLIC_SOURCES = 8;
    /** Of these, the last ones change where their entries lead. */
    private static final int RELINKING = 2;

    private static final int FIRST_STORIES = 5;
    private static final Duration SHORTEST_MOMENT = Duration.ofMillis(400);
    /** So many changes at most, however long it lasts: a feed holds all of its entries. */
    private static final int MOST_CHANGES = 3_500;

    private static final int EDITS_OF_TEN = 2;
    private static final String REST = "max-age=3600";

    private final HttpServer server;
    private final InstantSource clock;
    private final Map<String, FakeSource> byPath = new LinkedHashMap<>();
    private final ScheduledExecutorService editors = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("newsroom").factory());
    private volatile boolean publishing = true;

    private Newsroom(HttpServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Opens it with some entries in each source.
     *
     * @param minutes how long it is to publish, about
     * @param readers how many people have a source that only they read
     */
    public static Newsroom open(long seed, int minutes, int readers, InstantSource clock) {
        try {
            var newsroom = new Newsroom(
                    HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0), clock);
            newsroom.found(seed, readers);
            newsroom.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            newsroom.server.createContext("/", newsroom::handle);
            newsroom.server.start();
            newsroom.publishFrom(seed, minutes);
            return newsroom;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void found(long seed, int readers) {
        var papers = new Papers();
        for (int i = 0; i < PUBLIC_SOURCES + readers; i++) {
            boolean shared = i < PUBLIC_SOURCES;
            var name = shared ? "source" + i : PRIVATE + (i - PUBLIC_SOURCES);
            boolean relinks = shared && i >= PUBLIC_SOURCES - RELINKING;
            var source = new FakeSource(name, relinks, papers, Plan.random(seed, name));
            for (int story = 0; story < FIRST_STORIES; story++) {
                source.grow(clock.instant().minusSeconds(60L * (FIRST_STORIES - story)));
            }
            byPath.put(source.path(), source);
        }
    }

    private void publishFrom(long seed, int minutes) {
        var moment =
                Math.max(SHORTEST_MOMENT.toMillis(), Duration.ofMinutes(minutes).toMillis() / MOST_CHANGES);
        var random = Plan.random(seed, "newsroom");
        var all = sources();
        editors.scheduleWithFixedDelay(
                () -> {
                    var source = all.get(random.nextInt(all.size()));
                    if (random.nextInt(10) < EDITS_OF_TEN) {
                        source.edit();
                    } else {
                        source.grow(clock.instant());
                    }
                },
                0,
                moment,
                TimeUnit.MILLISECONDS);
    }

    /** No source changes any more, and none wants to be polled again. */
    public void rest() {
        publishing = false;
        editors.shutdownNow();
    }

    public List<FakeSource> sources() {
        return List.copyOf(byPath.values());
    }

    /** Those that everybody may read. */
    public List<FakeSource> publicSources() {
        return sources().subList(0, PUBLIC_SOURCES);
    }

    /** The one that only this reader reads. */
    public FakeSource privateSource(int reader) {
        return sources().get(PUBLIC_SOURCES + reader);
    }

    public URI address(FakeSource source) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + source.path());
    }

    /** What {@code BROADSHEET_FETCH_ALLOW} must hold. */
    public String allow() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var source = byPath.get(exchange.getRequestURI().getPath());
            if (source == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            answer(exchange, source);
        }
    }

    private void answer(HttpExchange exchange, FakeSource source) throws IOException {
        if (!publishing) {
            exchange.getResponseHeaders().set("Cache-Control", REST);
        }
        var rendering = source.render();
        var tag = "\"" + Integer.toHexString(rendering.body().hashCode()) + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        var body = rendering.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/rss+xml; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        source.served(rendering);
    }

    @Override
    public void close() {
        editors.shutdownNow();
        server.stop(0);
    }
}
