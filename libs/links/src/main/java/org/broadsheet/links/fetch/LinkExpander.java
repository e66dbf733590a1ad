package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.Expansion.Expanded;
import org.broadsheet.links.fetch.Expansion.NotExpanded;
import org.broadsheet.links.fetch.Expansion.Postponed;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a shortener's link leads, by HEAD, and by GET where a HEAD brings no redirect. Only listed hosts are
 * asked: the first other one is the target, and is left alone. Each hop goes through the guard. It blocks its thread, so
 * it is called on virtual ones; it is safe to share between threads, and its connections are its own, so that it never
 * takes one from a poll.
 */
public final class LinkExpander implements AutoCloseable {
    private static final FetchBudget BUDGET = new FetchBudget(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            256 << 10,
            256 << 10,
            100,
            32 << 10,
            5,
            16);

    private final AddressGuard guard;
    private final Shorteners shorteners;
    private final HostTurns turns;
    private final FetchBudget budget;
    private final List<Header> headers;
    private final HopClient hops;
    private final ScheduledThreadPoolExecutor alarms = Deadline.alarms("expand-deadline");
    private final @Nullable SystemResolver ownResolver;

    /**
     * With 5 s for all hops together, 256 KiB, 5 redirects and 16 connections.
     *
     * @param turns asked before each hop
     * @param userAgent names us, as for {@link GuardedFetcher}
     */
    public LinkExpander(
            AddressGuard guard, Shorteners shorteners, HostTurns turns, String userAgent, InstantSource clock) {
        this(guard, shorteners, turns, userAgent, BUDGET, clock, new SystemResolver(BUDGET.lookup()));
    }

    private LinkExpander(
            AddressGuard guard,
            Shorteners shorteners,
            HostTurns turns,
            String userAgent,
            FetchBudget budget,
            InstantSource clock,
            SystemResolver resolver) {
        this(guard, shorteners, turns, userAgent, budget, clock, resolver, resolver);
    }

    LinkExpander(
            AddressGuard guard,
            Shorteners shorteners,
            HostTurns turns,
            String userAgent,
            FetchBudget budget,
            InstantSource clock,
            HostResolver names,
            @Nullable SystemResolver ownResolver) {
        this.guard = requireNonNull(guard, "guard");
        this.shorteners = requireNonNull(shorteners, "shorteners");
        this.turns = requireNonNull(turns, "turns");
        this.budget = requireNonNull(budget, "budget");
        this.headers = List.of(
                new BasicHeader("User-Agent", userAgent),
                new BasicHeader("Accept", FetchRequest.ANYTHING),
                new BasicHeader("Accept-Encoding", "gzip, deflate"));
        this.hops = new HopClient(new GuardedDnsResolver(names, guard), budget, new AnswerReader(budget, clock));
        this.ownResolver = ownResolver;
    }

    /**
     * Expands within the budget, waiting for turns not counted. Whatever the other side does, the answer is a result, never
     * an exception.
     */
    public Expansion expand(WebUrl link) {
        var chain = new RedirectChain(link.withoutFragment(), FetchRequest.of(link.toUri()), budget.redirects());
        var left = budget.total();
        while (shorteners.lists(chain.current())) {
            var turn = turns.take(chain.current(), budget.total());
            if (turn.isEmpty()) {
                return new Postponed();
            }
            long start = System.nanoTime();
            var end = hop(chain, turn.get(), left);
            if (end.isPresent()) {
                return end.get();
            }
            left = left.minusNanos(System.nanoTime() - start);
        }
        return guard.judgeLiteral(chain.current())
                .<Expansion>map(refusal -> new NotExpanded(FailureKind.BLOCKED, refusal.detail()))
                .orElseGet(() -> new Expanded(chain.current()));
    }

    /** Takes the chain one hop further, or says why it ends there. */
    private Optional<Expansion> hop(RedirectChain chain, HostTurns.Turn turn, Duration left) {
        try (turn;
                var deadline = new Deadline(alarms, left)) {
            try {
                chain.follow(target(chain.current(), deadline, turn), false);
                return Optional.empty();
            } catch (IOException | RuntimeException e) {
                var failure = HopFailure.of(e, deadline);
                return Optional.of(
                        Thread.currentThread().isInterrupted()
                                ? new Postponed()
                                : new NotExpanded(failure.kind(), failure.detail()));
            }
        }
    }

    private String target(WebUrl url, Deadline deadline, HostTurns.Turn turn) throws IOException {
        try {
            guard.check(url);
            return ask(url, deadline);
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()
                    && HopFailure.of(e, deadline).kind().isSilence()) {
                turn.unanswered();
            }
            throw e;
        }
    }

    private String ask(WebUrl url, Deadline deadline) throws IOException {
        var head = head(url, deadline);
        if (head != null && head.isRedirect()) {
            return requireNonNull(head.location());
        }
        if (head != null && isFinal(head.status())) {
            throw noRedirect(head.status());
        }
        var answer = hops.get(url, headers, deadline);
        if (answer.isRedirect()) {
            return requireNonNull(answer.location());
        }
        return RedirectPage.target(answer.body()).orElseThrow(() -> noRedirect(answer.status()));
    }

    /** Null when there was no answer, though the server can be reached: some drop what they do not know. */
    private @Nullable Answer head(WebUrl url, Deadline deadline) throws IOException {
        try {
            return hops.head(url, headers, deadline);
        } catch (UnknownHostException | ConnectException nobodyThere) {
            throw nobodyThere;
        } catch (IOException noAnswer) {
            if (deadline.hasPassed()) {
                throw noAnswer;
            }
            return null;
        }
    }

    /** Asked too often, overloaded, or gone: a GET would hear the same. */
    private static boolean isFinal(int status) {
        return status == 410 || status == 429 || status >= 500 && status != 501;
    }

    private static FetchFailure noRedirect(int status) {
        return new FetchFailure(FailureKind.STATUS, "no redirect but status " + status);
    }

    /** Ends what is under way; further expansions fail. */
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
