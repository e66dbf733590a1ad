package org.broadsheet.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What another server says of itself is bounded before it travels. */
class ConnectionBoundsTest {
    private static final UUID ID = UUID.randomUUID();

    @Test
    void theLargestReportFitsAMessage() throws IOException {
        var timeline =
                new OfferedTimeline("x".repeat(OfferedTimeline.MAX_ID), "\u4e2d".repeat(OfferedTimeline.MAX_TITLE));
        var report = new ConnectionReported(
                ID,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                ConnectionState.FAILING,
                "\u4e2d".repeat(ConnectionReported.MAX_REASON),
                Collections.nCopies(ConnectionReported.MAX_TIMELINES, timeline),
                new Spending(Long.MAX_VALUE, Long.MAX_VALUE));
        try (var context = ApplicationContext.run()) {
            assertThat(context.getBean(ObjectMapper.class).writeValueAsBytes(report))
                    .hasSizeLessThan(64 * 1024);
        }
    }

    @Test
    void whatIsOverTheBoundsIsRefused() {
        var timeline = new OfferedTimeline("home", "Home");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionReported(
                        ID, 1, 1, ConnectionState.ACTIVE, null, Collections.nCopies(101, timeline), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfferedTimeline("list/" + "x".repeat(OfferedTimeline.MAX_ID), "Friends"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> opened("x".repeat(ConnectionOpened.MAX_CREDENTIALS + 1)))
                .withMessageNotContaining("xx");
    }

    @Test
    void credentialsAreNotPrinted() {
        assertThat(opened("s1.sealed")).asString().doesNotContain("sealed");
    }

    private static ConnectionOpened opened(String credentials) {
        return new ConnectionOpened(ID, ID, Network.X, "https://api.x.com", "7", "ann", 1, credentials, Instant.EPOCH);
    }
}
