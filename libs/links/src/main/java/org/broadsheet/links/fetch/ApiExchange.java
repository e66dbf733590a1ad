package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * Calls the APIs of servers that a person named, behind the same guard as {@link GuardedFetcher}: every address is
 * checked where it is dialled, and one budget holds for the whole call. Redirects are answers, not followed: what carries
 * secrets goes to the origin that they belong to, over TLS, or nowhere. It blocks its thread, so it is called on virtual
 * ones; it is safe to share between threads, and bounded by the budget's connections.
 */
public final class ApiExchange implements AutoCloseable {
    /** Thousands of accounts may live on one server. */
    private static final int CONNECTIONS_PER_HOST = 16;

    private final AddressGuard guard;
    private final FetchBudget budget;
    private final String userAgent;
    private final HopClient hops;
    private final ScheduledThreadPoolExecutor alarms = Deadline.alarms("api-deadline");
    private final @Nullable SystemResolver ownResolver;

    public ApiExchange(Requester us, FetchBudget budget) {
        this(us, budget, new SystemResolver(budget.lookup()));
    }

    private ApiExchange(Requester us, FetchBudget budget, SystemResolver resolver) {
        this(us, budget, resolver, resolver);
    }

    /** With another resolver, which is the caller's to close. */
    public ApiExchange(Requester us, FetchBudget budget, HostResolver names) {
        this(us, budget, names, null);
    }

    private ApiExchange(Requester us, FetchBudget budget, HostResolver names, @Nullable SystemResolver ownResolver) {
        this.guard = us.guard();
        this.userAgent = us.userAgent();
        this.budget = requireNonNull(budget, "budget");
        this.ownResolver = ownResolver;
        this.hops = new HopClient(new GuardedDnsResolver(names, guard), budget, CONNECTIONS_PER_HOST);
    }

    /** Calls within the budget. Whatever the other side does, the answer is a result, never an exception. */
    public ApiResult send(ApiRequest request) {
        if (!(WebUrl.parse(request.uri().toString()) instanceof WebUrl url)) {
            return new ApiResult.Failed(FailureKind.BLOCKED, "not a URL that we take");
        }
        if (request.boundTo() != null && !mayHaveSecrets(url, request.boundTo())) {
            return new ApiResult.Failed(FailureKind.BLOCKED, "the secrets of this call belong elsewhere");
        }
        var reader = new ApiAnswerReader(budget.withBody(Math.min(request.maxBody(), budget.bodyBytes())));
        try (var deadline = new Deadline(alarms, budget.total())) {
            try {
                guard.check(url);
                return hops.call(request.method(), url, headers(request), request.body(), deadline, reader::read);
            } catch (IOException | RuntimeException e) {
                // The client throws unchecked ones too: when a request is cut off while it waits for a connection.
                var failure = HopFailure.of(e, deadline);
                return new ApiResult.Failed(failure.kind(), failure.detail());
            }
        }
    }

    /** Without TLS only a server that the installation's allow list names. */
    private boolean mayHaveSecrets(WebUrl url, URI origin) {
        return WebUrl.parse(origin.toString()) instanceof WebUrl owner
                && url.sameOrigin(owner)
                && (url.scheme().equals("https") || guard.isNamed(url));
    }

    private List<Header> headers(ApiRequest request) {
        var headers = new ArrayList<Header>();
        headers.add(new BasicHeader("User-Agent", userAgent));
        headers.add(new BasicHeader("Accept-Encoding", "gzip, deflate"));
        request.headers().forEach((name, value) -> headers.add(new BasicHeader(name, value, true)));
        return headers;
    }

    /** Ends what is under way; further calls fail. */
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
