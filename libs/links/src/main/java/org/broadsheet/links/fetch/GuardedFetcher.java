package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * The one way to open a URL that a person or a page gave. Every address is checked where it is dialled, every redirect
 * goes through the same checks, and the whole fetch has one budget. It blocks its thread, so it is called on virtual
 * ones; it is safe to share between threads, and bounded by the budget's connections.
 */
public final class GuardedFetcher implements AutoCloseable {
    private final AddressGuard guard;
    private final FetchBudget budget;
    private final String userAgent;
    private final HopClient hops;
    private final ScheduledThreadPoolExecutor alarms;
    private final @Nullable SystemResolver ownResolver;

    /**
     * @param userAgent names us, with a URL where a publisher finds us: {@code Broadsheet/1.0 (+https://…)}
     */
    public GuardedFetcher(AddressGuard guard, FetchBudget budget, String userAgent, InstantSource clock) {
        this(guard, budget, userAgent, clock, new SystemResolver(budget.lookup()));
    }

    private GuardedFetcher(
            AddressGuard guard, FetchBudget budget, String userAgent, InstantSource clock, SystemResolver resolver) {
        this(guard, budget, userAgent, clock, resolver, resolver);
    }

    /** With another resolver, which is the caller's to close. */
    public GuardedFetcher(
            AddressGuard guard, FetchBudget budget, String userAgent, InstantSource clock, HostResolver names) {
        this(guard, budget, userAgent, clock, names, null);
    }

    private GuardedFetcher(
            AddressGuard guard,
            FetchBudget budget,
            String userAgent,
            InstantSource clock,
            HostResolver names,
            @Nullable SystemResolver ownResolver) {
        this.guard = requireNonNull(guard, "guard");
        this.budget = requireNonNull(budget, "budget");
        this.userAgent = requireNonNull(userAgent, "userAgent");
        this.ownResolver = ownResolver;
        this.hops = new HopClient(new GuardedDnsResolver(names, guard), budget, new AnswerReader(budget, clock));
        this.alarms = Deadline.alarms("fetch-deadline");
    }

    /** Fetches within the budget. Whatever the other side does, the answer is a result, never an exception. */
    public FetchResult fetch(FetchRequest request) {
        try (var deadline = new Deadline(alarms, budget.total())) {
            return follow(request, deadline);
        }
    }

    /** Fetches in a turn at the host and ends it, having said whether the host was silent. */
    public FetchResult fetch(FetchRequest request, HostTurns.Turn turn) {
        try (turn) {
            var result = fetch(request);
            if (result instanceof FetchResult.Failed failed && failed.isHostSilent()) {
                turn.unanswered();
            }
            return result;
        }
    }

    private FetchResult follow(FetchRequest request, Deadline deadline) {
        if (!(WebUrl.parse(request.uri().toString()) instanceof WebUrl first)) {
            return failed(FailureKind.BLOCKED, "not a URL that we take");
        }
        var chain = new RedirectChain(first.withoutFragment(), request, budget.redirects());
        while (true) {
            try {
                guard.check(chain.current());
                var answer = hops.get(chain.current(), headers(chain), deadline);
                if (!answer.isRedirect()) {
                    return result(answer, chain);
                }
                chain.follow(answer);
            } catch (IOException | RuntimeException e) {
                // The client throws unchecked ones too: when a request is cut off while it waits for a connection.
                var failure = HopFailure.of(e, deadline);
                return new FetchResult.Failed(failure.kind(), 0, failure.detail(), chain.hasLeftHost());
            }
        }
    }

    private List<Header> headers(RedirectChain chain) {
        var headers = new ArrayList<Header>();
        headers.add(new BasicHeader("User-Agent", userAgent));
        headers.add(new BasicHeader("Accept", chain.request().accept()));
        headers.add(new BasicHeader("Accept-Encoding", "gzip, deflate"));
        var validators = chain.request().validators();
        if (validators.etag() != null) {
            headers.add(new BasicHeader("If-None-Match", validators.etag()));
        }
        if (validators.lastModified() != null) {
            headers.add(new BasicHeader("If-Modified-Since", validators.lastModified()));
        }
        if (chain.authorization() != null) {
            headers.add(new BasicHeader("Authorization", chain.authorization(), true));
        }
        return headers;
    }

    private static FetchResult result(Answer answer, RedirectChain chain) {
        return switch (answer.status()) {
            case 200 ->
                new FetchResult.Fetched(
                        answer.body(),
                        answer.contentType(),
                        chain.current().toUri(),
                        chain.movedTo(),
                        answer.validators(),
                        answer.hints());
            case 304 -> notModified(answer, chain);
            case 410 -> new FetchResult.Gone();
            case 429 -> new FetchResult.RateLimited(429, answer.hints().retryAfter());
            case 503 -> overloaded(answer, chain);
            default -> status(answer, chain);
        };
    }

    private static FetchResult notModified(Answer answer, RedirectChain chain) {
        var sent = chain.request().validators();
        return sent.isEmpty()
                ? failed(FailureKind.UNREADABLE, "304 to a request without validators")
                : new FetchResult.NotModified(sent.updatedBy(answer.validators()), answer.hints());
    }

    private static FetchResult status(Answer answer, RedirectChain chain) {
        return new FetchResult.Failed(
                FailureKind.STATUS, answer.status(), "status " + answer.status(), chain.hasLeftHost());
    }

    private static FetchResult overloaded(Answer answer, RedirectChain chain) {
        return answer.hints().retryAfter().isZero()
                ? status(answer, chain)
                : new FetchResult.RateLimited(503, answer.hints().retryAfter());
    }

    private static FetchResult.Failed failed(FailureKind kind, String detail) {
        return new FetchResult.Failed(kind, 0, detail, false);
    }

    /** Ends what is under way; further fetches fail. */
    @Override
    public void close() {
        alarms.shutdownNow();
        try {
            hops.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (ownResolver != null) {
                ownResolver.close();
            }
        }
    }
}
