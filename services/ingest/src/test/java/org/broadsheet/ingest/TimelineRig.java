package org.broadsheet.ingest;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.SourcePolled;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.networks.TimelineAddress;
import org.broadsheet.testing.MessageTap;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.BlueskyTimelines;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.MastodonTimelines;
import org.broadsheet.testing.network.XTimelines;

/** Connected accounts whose timelines are read. The networks' clock stands an hour back, and goes on as tests like. */
final class TimelineRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final HoldingRig holding;
    final SettableClock clock = new SettableClock(Instant.now().minus(Duration.ofHours(1)));
    final MastodonTimelines mastodon;
    final BlueskyTimelines bluesky;
    final XTimelines x;
    private final MessageTap entries;
    private final MessageTap polls;

    TimelineRig(int instances, Map<String, Object> more) throws JsonProcessingException {
        holding = new HoldingRig(instances, more);
        mastodon = MastodonTimelines.at(holding.mastodon, clock);
        bluesky = BlueskyTimelines.at(holding.bluesky, clock);
        x = XTimelines.at(holding.x, clock);
        entries = holding.tap(MessageType.ENTRY_INGESTED);
        polls = holding.tap(MessageType.SOURCE_POLLED);
        List.of(mastodon.timeline(), bluesky.timeline(), x.timeline()).forEach(timeline -> timeline.follow("ann"));
    }

    DoubleTimeline timeline(String kind) {
        return switch (kind) {
            case "mastodon" -> mastodon.timeline();
            case "x" -> x.timeline();
            default -> bluesky.timeline();
        };
    }

    /** The home timeline of a connection, read by somebody. @return the address */
    String subscribe(UUID connectionId, UUID userId) {
        var address = TimelineAddress.home(connectionId).toString();
        holding.deliver(new SourceSubscribed(UUID.randomUUID(), userId, address, Instant.now()));
        return address;
    }

    String subscribe(ConnectionOpened connection) {
        return subscribe(connection.connectionId(), connection.userId());
    }

    UUID sourceId(String address) {
        return UUID.fromString(holding.rows()
                .texts("SELECT id FROM source WHERE url = '" + address + "'")
                .getFirst());
    }

    /** Waits until a poll has ended so. */
    SourcePolled polled(String address, Predicate<SourcePolled> how) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> polls(address).stream().anyMatch(how));
        return polls(address).stream().filter(how).toList().getLast();
    }

    /** Has the timeline read now, and waits for the end of it. */
    SourcePolled poll(String address) {
        long before =
                polls(address).stream().mapToLong(SourcePolled::version).max().orElse(0);
        holding.rows().change("UPDATE source SET next_poll_at = now() WHERE url = '" + address + "'");
        return polled(address, polled -> polled.version() > before);
    }

    private List<SourcePolled> polls(String address) {
        return polls.bodies().stream()
                .map(body -> read(body, SourcePolled.class))
                .filter(polled -> polled.feedUrl().equals(address))
                .toList();
    }

    /** What was said of a source's entries, in order. */
    List<EntryIngested> entries(String address) {
        holding.until("SELECT count(*) FROM outbox", 0);
        var source = sourceId(address);
        return entries.everythingUpToNow().stream()
                .map(body -> read(body, EntryIngested.class))
                .filter(entry -> entry.sourceId().equals(source))
                .toList();
    }

    /** The newest version of each entry that says anything: the links that its readers have now, by the text. */
    Map<String, List<String>> present(String address) {
        var newest = entries(address).stream()
                .collect(toMap(EntryIngested::entryId, entry -> entry, (a, b) -> a.version() > b.version() ? a : b));
        return newest.values().stream()
                .filter(entry -> !entry.links().isEmpty())
                .collect(toMap(
                        entry -> entry.sharer().name() + ": " + entry.text(),
                        entry -> entry.links().stream().map(EntryLink::url).toList()));
    }

    private static <T> T read(byte[] body, Class<T> type) {
        try {
            return ObjectMapper.getDefault().readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        entries.close();
        polls.close();
        holding.close();
    }
}
