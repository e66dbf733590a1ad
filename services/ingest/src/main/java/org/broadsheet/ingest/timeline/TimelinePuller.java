package org.broadsheet.ingest.timeline;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.events.Network;
import org.broadsheet.ingest.budget.Budget;
import org.broadsheet.ingest.budget.Charge;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.ingest.connection.Connections;
import org.broadsheet.ingest.connection.HeldCredentials;
import org.broadsheet.ingest.connection.Sent;
import org.broadsheet.ingest.expand.ShortLinks;
import org.broadsheet.ingest.reader.Presence;
import org.broadsheet.ingest.reader.ReaderActivity;
import org.broadsheet.ingest.source.Source;
import org.broadsheet.ingest.source.Sources;
import org.broadsheet.networks.TimelineAddress;
import org.broadsheet.networks.timeline.Catchup;
import org.broadsheet.networks.timeline.CatchupLimits;
import org.broadsheet.networks.timeline.PageResult;
import org.broadsheet.networks.timeline.TimelineReader;
import org.jspecify.annotations.Nullable;

/** Asks for what is new in a timeline, page by page. Blocks, and must not run in a transaction. */
@Singleton
final class TimelinePuller {
    private static final String UNCONNECTED = "The account is not connected.";
    private static final String NO_TIMELINE = "The network has no such timeline.";

    private final Connections connections;
    private final HeldCredentials credentials;
    private final Sources sources;
    private final ReadingRepository readings;
    private final ReaderActivity activity;
    private final Budget budget;
    private final ShortLinks shortLinks;
    private final TimelineConfig config;
    private final InstantSource clock;

    TimelinePuller(
            Connections connections,
            HeldCredentials credentials,
            Sources sources,
            ReadingRepository readings,
            ReaderActivity activity,
            Budget budget,
            ShortLinks shortLinks,
            TimelineConfig config,
            InstantSource clock) {
        this.connections = connections;
        this.credentials = credentials;
        this.sources = sources;
        this.readings = readings;
        this.activity = activity;
        this.budget = budget;
        this.shortLinks = shortLinks;
        this.config = config;
        this.clock = clock;
    }

    Pull pull(Source source, TimelineAddress address) {
        var held = connections.find(address.connectionId());
        // Of a stranger's connection there is nothing to read, however the subscription came about.
        if (held.isEmpty()
                || !sources.readers(source.id()).equals(Set.of(held.get().userId()))) {
            return new Pull.Unasked(null, Stop.of(Stop.Cause.UNCONNECTED, UNCONNECTED));
        }
        var connection = held.get();
        if (activity.presence(connection.userId()) == Presence.GONE) {
            return new Pull.Away(connection);
        }
        var reader = Readers.of(connection, address);
        if (reader.isEmpty()) {
            return new Pull.Unasked(connection.network(), Stop.of(Stop.Cause.GONE, NO_TIMELINE));
        }
        return connection.network() == Network.X
                ? pullPaid(source, connection, reader.get())
                : pullFree(source, connection, reader.get());
    }

    private Pull pullFree(Source source, Connection connection, TimelineReader reader) {
        var known = readings.find(source.id());
        boolean thorough = known.isPresent()
                && known.get().thoroughAt().plus(config.thorough()).isBefore(clock.instant());
        var limits = thorough ? CatchupLimits.thorough(config.window()) : CatchupLimits.free(config.window());
        return new Run(connection, reader, limits, cursor(known), null).run(thorough);
    }

    private Pull pullPaid(Source source, Connection connection, TimelineReader reader) {
        var charge = budget.charge(connection.userId());
        if (charge.posts() == 0) {
            return new Pull.Unasked(connection.network(), Stops.of(charge.allowance()));
        }
        var limits = CatchupLimits.paid(config.window(), charge.posts());
        return new Run(connection, reader, limits, cursor(readings.find(source.id())), charge).run(false);
    }

    private static @Nullable String cursor(Optional<Reading> known) {
        return known.map(Reading::cursor).orElse(null);
    }

    /** One pull. */
    private final class Run {
        private final Connection connection;
        private final TimelineReader reader;
        private final Catchup catchup;
        private final Instant end;
        private final @Nullable Charge charge;
        private @Nullable Stop stop;

        Run(
                Connection connection,
                TimelineReader reader,
                CatchupLimits limits,
                @Nullable String cursor,
                @Nullable Charge charge) {
            this.connection = connection;
            this.reader = reader;
            this.charge = charge;
            var now = clock.instant();
            this.catchup = new Catchup(reader, cursor, limits, now);
            this.end = now.plus(config.longest());
        }

        Pull run(boolean thorough) {
            for (var page = catchup.next(); page.isPresent() && stop == null; page = catchup.next()) {
                var sent = credentials.send(connection.id(), reader.request(page.get()));
                var result = sent instanceof Sent.Called(var answer)
                        ? reader.read(answer, clock.instant())
                        : new PageResult.Failed(UNCONNECTED);
                stop = stop(sent, result);
                catchup.take(result);
                if (stop == null && clock.instant().isAfter(end)) {
                    stop = Stop.of(Stop.Cause.TOO_LONG, "The server is slow; reading goes on soon.");
                    catchup.take(new PageResult.Failed(stop.reason()));
                }
            }
            var pulled = catchup.result();
            var rest = pulled.stoppedBy();
            if (stop == null && rest instanceof PageResult.RateLimited limited) {
                stop = Stops.of(limited);
            }
            var entries = shortLinks.expand(PostEntries.document(pulled.posts()), connection.server());
            return new Pull.Asked(connection, pulled, entries, stop, thorough, charge);
        }

        private @Nullable Stop stop(Sent sent, PageResult result) {
            return switch (sent) {
                case Sent.Called _ -> Stops.of(result);
                case Sent.Expired(var reason) -> Stop.of(Stop.Cause.EXPIRED, reason);
                case Sent.Unavailable(var reason, var retryAt) -> new Stop(Stop.Cause.UNAVAILABLE, reason, retryAt);
                case Sent.Closed() -> Stop.of(Stop.Cause.UNCONNECTED, UNCONNECTED);
            };
        }
    }
}
