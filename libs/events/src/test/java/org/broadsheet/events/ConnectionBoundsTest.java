package org.broadsheet.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
    void theLargestPartOfMutesFitsAMessage() throws IOException {
        var mute = new Mute(
                Mute.Kind.ACCOUNT,
                "\u4e2d".repeat(Mute.MAX_VALUE),
                "\u4e2d".repeat(Mute.MAX_NAME),
                false,
                Instant.parse("2026-11-20T12:00:00.123456789Z"));
        var part = new MutesRead(
                ID,
                ID,
                Network.MASTODON,
                "\u4e2d".repeat(500),
                Long.MAX_VALUE,
                MutesRead.MAX_PARTS,
                MutesRead.MAX_PARTS,
                Collections.nCopies(MutesRead.MAX_MUTES, mute));
        try (var context = ApplicationContext.run()) {
            assertThat(context.getBean(ObjectMapper.class).writeValueAsBytes(part))
                    .hasSizeLessThan(64 * 1024);
        }
    }

    @Test
    void mutesOverTheBoundsAreRefusedAndNotPrinted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mute.word("x".repeat(Mute.MAX_VALUE + 1), true, null))
                .withMessageNotContaining("xx");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mutes(1, 1, Collections.nCopies(51, Mute.word("secret", true, null))))
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> mutes(1, 21, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> mutes(3, 2, List.of()));
        assertThat(mutes(1, 1, List.of(Mute.word("secret", true, null))))
                .asString()
                .doesNotContain("secret");
        assertThat(Mute.account("mastodon:secret", "secret", null)).asString().doesNotContain("secret");
    }

    private static MutesRead mutes(int part, int parts, List<Mute> mutes) {
        return new MutesRead(ID, ID, Network.MASTODON, "ann@social.example", 1, part, parts, mutes);
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
