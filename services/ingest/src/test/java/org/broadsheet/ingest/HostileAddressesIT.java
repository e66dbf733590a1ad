package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.SourceState;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every hostile address by every way on which ingest is given one; rows 1 to 8, 11 and 13 to 16 of the hostile inputs. */
@Timeout(240)
class HostileAddressesIT {
    private static final String UNREACHED = "The address could not be reached.";

    private static LoopbackSink sink;
    private static FeedServer server;
    private static IngestRig rig;

    @BeforeAll
    static void start() throws Exception {
        sink = new LoopbackSink();
        server = FeedServer.start();
        rig = new IngestRig(
                TestRabbit.rabbitmq(),
                Map.of("broadsheet.fetch-allow", server.url("/").getAuthority()));
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
        server.close();
        sink.close();
    }

    private static List<String> reasons(List<UUID> sources) {
        return sources.stream()
                .map(source -> rig.polled(source, event -> event.state() == SourceState.FAILING)
                        .reason())
                .map(String::valueOf)
                .toList();
    }

    @Test
    void asAFeedItIsNotAskedAndAllThatAreWebAddressesFailAlike() {
        var sources = new ArrayList<UUID>();
        for (var address : HostileAddresses.all()) {
            sources.add(rig.resolved(rig.subscribe(address), 1).sourceId());
        }
        assertThat(reasons(sources))
                .allMatch(reason -> reason.equals(UNREACHED) || reason.startsWith("This is not an address"));
        assertThat(sink.connections()).isEmpty();
    }

    @Test
    void asARedirectItIsNotFollowed() {
        var sources = new ArrayList<UUID>();
        int number = 0;
        for (var address : HostileAddresses.all()) {
            if (address.chars().allMatch(c -> c < 0x80)) {
                var url = server.serve("/redirect/" + number++, Answer.redirect(302, address));
                sources.add(rig.resolved(rig.subscribe(url), 1).sourceId());
            }
        }
        assertThat(reasons(sources))
                .allMatch(reason -> reason.equals(UNREACHED) || reason.contains("could not be read"));
        assertThat(sink.connections()).isEmpty();
    }

    @Test
    void asTheFeedThatAPageNamesItIsNotAsked() {
        var links = HostileAddresses.all().stream()
                .map(address ->
                        "<link rel=alternate type=application/rss+xml href=\"" + Entities.escape(address) + "\">")
                .collect(Collectors.joining());
        var page = server.serve("/names", "text/html", "<html><head>" + links + "</head></html>");
        var source = rig.resolved(rig.subscribe(page), 1).sourceId();
        await().until(() -> !rig.row(
                        "SELECT coalesce(replaced_by::text, reason, '') FROM source WHERE id = '" + source + "'")
                .isEmpty());
        rig.settle();
        assertThat(sink.connections()).isEmpty();
    }

    @Test
    void asALinkOfAnEntryOrThePlaceOfItsEmbedItIsNotAsked() {
        var items = new StringBuilder();
        int number = 0;
        for (var address : HostileAddresses.all()) {
            var embed = server.serve(
                    "/embed/" + number,
                    "text/html",
                    "<title>Page</title><link type='application/json+oembed' href=\"" + Entities.escape(address)
                            + "\">");
            items.append("<item><guid>l%1$d</guid><title>Link %1$d</title><link>%2$s</link></item>"
                            .formatted(number, Entities.escape(address)))
                    .append("<item><guid>e%1$d</guid><title>Embed %1$d</title><link>%2$s</link></item>"
                            .formatted(number, embed));
            number++;
        }
        var feed = server.serve(
                "/links.xml", "text/xml", "<rss version='2.0'><channel><title>L</title>" + items + "</channel></rss>");
        var source = rig.resolved(rig.subscribe(feed), 1).sourceId();
        rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        int pages = number;
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        rig.count("SELECT count(*) FROM page WHERE url LIKE '%/embed/%' AND state = 'read'") == pages);
        await().until(() -> rig.count(
                        "SELECT count(*) FROM page WHERE url NOT LIKE '%/embed/%' AND state = 'waiting' AND tries = 0")
                == 0);
        assertThat(sink.connections()).isEmpty();
    }
}
