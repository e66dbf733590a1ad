package org.broadsheet.chaos.load;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.broadsheet.chaos.check.Findings;
import org.broadsheet.chaos.check.Invariant;
import org.broadsheet.chaos.check.TimelinePrivacy;

/**
 * What every person does alike: calls that are repeated until their outcome is known, with the ledger kept. A write whose
 * outcome stays unknown is left so.
 */
final class Person {
    private static final Duration RETRY = Duration.ofMillis(700);
    private static final Duration GIVE_UP = Duration.ofSeconds(45);
    private static final int NOT_SIGNED_IN = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Profile profile;
    private final RandomGenerator random;
    private final Findings findings;
    private final TimelinePrivacy privacy;
    private final BooleanSupplier over;
    private volatile Api api;

    /** What it means for a write that its thing is not there. */
    private enum Missing {
        IS_AS_WANTED,
        NOTHING_DONE
    }

    Person(
            Profile profile,
            Api stranger,
            RandomGenerator random,
            Findings findings,
            TimelinePrivacy privacy,
            BooleanSupplier over) {
        this.profile = profile;
        this.api = stranger;
        this.random = random;
        this.findings = findings;
        this.privacy = privacy;
        this.over = over;
    }

    Profile profile() {
        return profile;
    }

    Api api() {
        return api;
    }

    RandomGenerator random() {
        return random;
    }

    Findings findings() {
        return findings;
    }

    /** Whether nothing new is to be begun. */
    boolean isOver() {
        return over.getAsBoolean() || Thread.currentThread().isInterrupted();
    }

    /** Until it has happened: before that there is nobody. */
    void signUp() {
        var account = Map.of("email", profile.email(), "password", profile.password());
        while (!isOver()) {
            boolean made =
                    until(() -> api.post("accounts", account)) instanceof Reply.Answered answered && answered.isGood();
            var token = made
                    ? until(() -> api.post(
                            "tokens", Map.of("email", profile.email(), "password", profile.password(), "name", "rig")))
                    : new Reply.Unknown("no account");
            if (token instanceof Reply.Answered answered && answered.isGood()) {
                api = api.signedIn(answered.data().path("token").asText());
                profile.signedIn(api);
                return;
            }
            Pause.of(RETRY);
        }
    }

    /** Subscribes, with a key; repeats the call when it was answered well, which must change nothing. */
    void subscribe(URI source, boolean repeat) {
        var attempt = profile.subscription(source).begin(true);
        var key = newKey();
        var reply = until(() -> api.post("sources", Map.of("url", source.toString()), key));
        if (reply instanceof Reply.Answered answered && (answered.isGood() || answered.code() == CONFLICT)) {
            attempt.ok();
            profile.subscriptionIds()
                    .put(source, UUID.fromString(answered.data().path("id").asText()));
            if (repeat && answered.isGood()) {
                repeat("sources", Map.of("url", source.toString()), key, answered);
            }
        }
    }

    /** The same call again must be answered as the first time. */
    void repeat(String path, Object body, String key, Reply.Answered first) {
        if (until(() -> api.post(path, body, key)) instanceof Reply.Answered again) {
            findings.looked(Invariant.I7, 1);
            if (again.code() != first.code() || !again.data().equals(first.data())) {
                findings.violated(
                        Invariant.I7,
                        "%s: POST %s with key %s was answered %d %s and, repeated, %d %s"
                                .formatted(profile, path, key, first.code(), first.data(), again.code(), again.data()));
            }
        }
    }

    void unsubscribe(URI source) {
        var id = profile.subscriptionIds().get(source);
        if (id != null) {
            write(profile.subscription(source), false, Missing.IS_AS_WANTED, () -> api.delete("sources/" + id));
        }
    }

    /** Disconnects the account elsewhere. */
    void disconnect(String connection) {
        write(profile.connected(), false, Missing.IS_AS_WANTED, () -> api.delete("connections/" + connection));
    }

    void block(String domain, boolean on) {
        var wish = Map.of("domain", domain);
        write(
                profile.blocking(domain),
                on,
                Missing.IS_AS_WANTED,
                () -> on ? api.put("blocked-domains", wish) : api.delete("blocked-domains/" + domain));
    }

    void save(Article article, boolean on) {
        change(article, profile.saving(article.id()), "saved", on);
    }

    void read(Article article, boolean on) {
        change(article, profile.reading(article.id()), "read", on);
    }

    private void change(Article article, Register<Boolean> register, String what, boolean on) {
        write(register, on, Missing.NOTHING_DONE, () -> api.patch("articles/" + article.id(), Map.of(what, on)));
    }

    /** Makes a write without a key. Each try is a write of its own: one that was not answered may still be carried out, late. */
    private void write(Register<Boolean> register, boolean value, Missing missing, Supplier<Reply> call) {
        until(() -> {
            var attempt = register.begin(value);
            var reply = call.get();
            if (reply instanceof Reply.Answered answered) {
                if (answered.isGood() || answered.code() == NOT_FOUND && missing == Missing.IS_AS_WANTED) {
                    attempt.ok();
                } else if (answered.code() == NOT_FOUND) {
                    attempt.failed();
                }
            }
            return reply;
        });
    }

    /** Looks at somebody else's thing, which must look like none. */
    void pry(String path) {
        if (api.get(path) instanceof Reply.Answered answered) {
            findings.looked(Invariant.I8, 1);
            if (answered.code() != NOT_FOUND) {
                findings.violated(
                        Invariant.I8,
                        "%s: GET %s, another's, is answered %d".formatted(profile, path, answered.code()));
            }
        }
    }

    /** Everything listed must come from sources that this person has at least tried to read. */
    void seen(Collection<Article> articles, Set<String> theirs) {
        privacy.look(profile, articles);
        for (var article : articles) {
            findings.looked(Invariant.I8, 1);
            if (!theirs.contains(article.url())) {
                findings.violated(
                        Invariant.I8,
                        "%s sees %s, which is of no source that they read".formatted(profile, article.url()));
            }
        }
    }

    String newKey() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Makes a call until its outcome is known. */
    Reply until(Supplier<Reply> call) {
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        while (true) {
            var reply = call.get();
            if (reply instanceof Reply.Answered answered) {
                if (answered.code() == NOT_SIGNED_IN) {
                    findings.violated(Invariant.I9, profile + "'s token, once acknowledged, is refused");
                }
                return reply;
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return reply;
            }
            Pause.of(RETRY);
        }
    }
}
