package org.broadsheet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.SourceState;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a source is polled next, as its server and its feed ask. */
@Timeout(120)
class NextPollIT {
    private static FeedServer feeds;
    private static IngestRig rig;

    @BeforeAll
    static void start() throws Exception {
        feeds = FeedServer.start();
        rig = new IngestRig(TestRabbit.rabbitmq());
    }

    @AfterAll
    static void stop() {
        rig.close();
        feeds.close();
    }

    /** A feed so busy that it would be polled every few minutes. */
    private static String busy(String wish) {
        return IntStream.range(0, 300)
                .mapToObj(i -> "<item><guid>%d</guid><title>%1$d</title></item>".formatted(i))
                .collect(Collectors.joining("", "<rss version='2.0'><channel>" + wish, "</channel></rss>"));
    }

    @Test
    void aServerMayAskToBeLeftAloneButNotForEver() {
        var url = feeds.serve("/limited", Answer.status(429).withHeader("Retry-After", "999999999"));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        var polled = rig.polled(source, event -> event.state() == SourceState.FAILING);
        assertThat(polled.reason()).isEqualTo("The server asks to be left alone for a while (HTTP 429).");
        assertThat(polled.nextPollAt())
                .isBetween(
                        Instant.now().plus(21, ChronoUnit.HOURS), Instant.now().plus(27, ChronoUnit.HOURS));
    }

    @Test
    void whatAFeedAsksForHoldsWhenItHasNotChangedToo() {
        var url = feeds.serve("/slow.xml", "text/xml", busy("<ttl>720</ttl>"));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        var soonest = Duration.ofHours(10);
        assertThat(rig.polled(source, event -> event.state() == SourceState.ACTIVE)
                        .nextPollAt())
                .isAfter(Instant.now().plus(soonest));
        assertThat(rig.pollAgain(source).nextPollAt()).isAfter(Instant.now().plus(soonest));

        feeds.serve("/slow.xml", "text/xml", busy(""));
        assertThat(rig.pollAgain(source).nextPollAt()).isBefore(Instant.now().plus(soonest));
    }

    @Test
    void quietHoursHoldWhenTheFeedHasNotChangedToo() {
        var open = Instant.now().atOffset(ZoneOffset.UTC).plusHours(7);
        var quiet = IntStream.range(0, 24)
                .filter(hour -> hour != open.getHour())
                .mapToObj(hour -> "<hour>" + hour + "</hour>")
                .collect(Collectors.joining("", "<skipHours>", "</skipHours>"));
        var url = feeds.serve("/quiet.xml", "text/xml", busy(quiet));
        var source = rig.resolved(rig.subscribe(url), 1).sourceId();
        var first = rig.polled(source, event -> event.state() == SourceState.ACTIVE);
        assertThat(first.nextPollAt())
                .isEqualTo(open.truncatedTo(ChronoUnit.HOURS).toInstant());
        assertThat(rig.pollAgain(source).nextPollAt()).isEqualTo(first.nextPollAt());
    }
}
