package org.broadsheet.chaos.load;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.broadsheet.events.Service;
import org.broadsheet.testing.ApiClient;
import org.jspecify.annotations.Nullable;

/** One person's calls, each to the service that owns the path. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int ERROR = 500;
    private static final Map<String, Service> OWNERS = Map.ofEntries(
            Map.entry("accounts", Service.USER),
            Map.entry("account", Service.USER),
            Map.entry("tokens", Service.USER),
            Map.entry("sources", Service.USER),
            Map.entry("connections", Service.USER),
            Map.entry("blocked-domains", Service.FILTER),
            Map.entry("feed", Service.FEED),
            Map.entry("articles", Service.FEED),
            Map.entry("digests", Service.DIGEST),
            Map.entry("digest-schedules", Service.DIGEST),
            Map.entry("unsubscribe", Service.DIGEST));

    private final Function<Service, URI> addresses;
    private final AtomicLong answered;
    private final AtomicLong unknown;
    private final @Nullable String token;

    private Api(Function<Service, URI> addresses, AtomicLong answered, AtomicLong unknown, @Nullable String token) {
        this.addresses = addresses;
        this.answered = answered;
        this.unknown = unknown;
        this.token = token;
    }

    /** Somebody who is not signed in. */
    public static Api at(Function<Service, URI> addresses) {
        return new Api(addresses, new AtomicLong(), new AtomicLong(), null);
    }

    /** The same person with a token; what is counted stays common. */
    Api signedIn(String withToken) {
        return new Api(addresses, answered, unknown, withToken);
    }

    /** Calls that were answered, so far. */
    public long answered() {
        return answered.get();
    }

    /** Calls whose outcome is unknown, so far. */
    public long unknown() {
        return unknown.get();
    }

    public Reply get(String path) {
        return call("GET", path, null, null);
    }

    Reply post(String path, Object body) {
        return call("POST", path, body, null);
    }

    /** @param key under which the call has one effect, however often it is made */
    Reply post(String path, Object body, String key) {
        return call("POST", path, body, key);
    }

    Reply put(String path, Object body) {
        return call("PUT", path, body, null);
    }

    Reply patch(String path, Object body) {
        return call("PATCH", path, body, null);
    }

    Reply delete(String path) {
        return call("DELETE", path, null, null);
    }

    private Reply call(String method, String path, @Nullable Object body, @Nullable String key) {
        var client = ApiClient.at(addresses.apply(owner(path))).within(PATIENCE);
        if (token != null) {
            client = client.bearer(token);
        }
        if (key != null) {
            client = client.with("Idempotency-Key", key);
        }
        try {
            var answer = switch (method) {
                case "GET" -> client.get(path);
                case "DELETE" -> client.delete(path);
                case "POST" -> client.post(path, body == null ? Map.of() : body);
                case "PUT" -> client.put(path, body == null ? Map.of() : body);
                default -> client.patch(path, body == null ? Map.of() : body);
            };
            boolean open = answer.code() >= ERROR
                    || answer.code() == TOO_MANY
                    || answer.code() == CONFLICT && key != null && answer.data().isMissingNode();
            if (open || answer.code() == CONFLICT && answer.data().isNull()) {
                unknown.incrementAndGet();
                return new Reply.Unknown("status " + answer.code());
            }
            answered.incrementAndGet();
            return new Reply.Answered(answer);
        } catch (UncheckedIOException e) {
            unknown.incrementAndGet();
            return new Reply.Unknown(String.valueOf(e.getCause()));
        }
    }

    private static Service owner(String path) {
        var first = path.split("[/?]", 2)[0];
        var owner = OWNERS.get(first);
        if (owner == null) {
            throw new IllegalArgumentException("nobody owns " + path);
        }
        return owner;
    }
}
