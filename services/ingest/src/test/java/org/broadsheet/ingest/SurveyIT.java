package org.broadsheet.ingest;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.Mute;
import org.broadsheet.events.MutesRead;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.events.SurveyDue;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.network.BlueskyHoldings;
import org.broadsheet.testing.network.MastodonHoldings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What an account offers and mutes, asked and told by two processes. */
@Timeout(120)
class SurveyIT {
    private HoldingRig rig;
    private MastodonHoldings mastodon;

    @BeforeEach
    void start() throws Exception {
        rig = new HoldingRig(2, Map.of("broadsheet.ingest.survey.in-flight", "8"));
        mastodon = MastodonHoldings.at(rig.mastodon);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private ConnectionOpened surveyed(String kind) {
        var connection = rig.open(kind);
        rig.untilSurveyed(connection.connectionId());
        return connection;
    }

    private List<OfferedTimeline> offered(ConnectionOpened connection) {
        return rig.reports(connection.connectionId()).getLast().timelines();
    }

    private List<Mute> muted(ConnectionOpened connection) {
        var messages = rig.mutes(connection.connectionId());
        if (messages.isEmpty()) {
            return List.of();
        }
        var byVersion = messages.stream().collect(groupingBy(MutesRead::version));
        var last = byVersion.getOrDefault((long) byVersion.size(), List.of());
        assertThat(last).isNotEmpty().hasSize(last.getFirst().parts()).allSatisfy(part -> {
            assertThat(part.userId()).isEqualTo(connection.userId());
            assertThat(part.handle()).isEqualTo(connection.handle());
        });
        return last.stream().flatMap(part -> part.mutes().stream()).toList();
    }

    private int requests(String path) {
        return rig.mastodon.server().requests(path).size();
    }

    @Test
    void aNewConnectionIsSurveyedAtOnce() {
        mastodon.list("7", "Friends");
        mastodon.filter("word", true, "hide", "home", null);
        mastodon.mute("bob@b.example", null);
        mastodon.block("eve@b.example");
        mastodon.blockDomain("spam.example");

        var connection = surveyed("mastodon");

        assertThat(offered(connection))
                .containsExactly(new OfferedTimeline("home", "Home"), new OfferedTimeline("list/7", "Friends"));
        assertThat(muted(connection))
                .containsExactly(
                        Mute.word("word", true, null),
                        Mute.server("spam.example"),
                        Mute.account("mastodon:https://b.example/users/bob", "bob@b.example", null),
                        Mute.account("mastodon:https://b.example/users/eve", "eve@b.example", null));
        assertThat(requests(MastodonHoldings.LISTS)).isEqualTo(1);
    }

    @Test
    void soIsOneOfBlueskyHoweverItWasConnected() {
        var bluesky = BlueskyHoldings.at(rig.bluesky);
        bluesky.save("timeline", "following");
        bluesky.save("feed", BlueskyHoldings.feed("cats"));
        bluesky.generate(BlueskyHoldings.feed("cats"), "Cats");
        bluesky.makeList("own", "My list", "curatelist");
        bluesky.muteWord("word", List.of("content", "tag"), "all", null);
        bluesky.mute("did:plc:bob", "bob.example");
        for (var kind : List.of("bluesky", "app-password")) {
            var connection = surveyed(kind);
            assertThat(offered(connection))
                    .containsExactly(
                            new OfferedTimeline("home", "Home"),
                            new OfferedTimeline("feed/" + BlueskyHoldings.feed("cats"), "Cats"),
                            new OfferedTimeline("list/" + BlueskyHoldings.list("own"), "My list"));
            assertThat(muted(connection))
                    .containsExactly(
                            Mute.word("word", true, null), Mute.account("bluesky:did:plc:bob", "bob.example", null));
        }
    }

    @Test
    void aServerThatHasNoneOfItIsNoFailure() {
        for (var path : List.of(
                MastodonHoldings.LISTS,
                MastodonHoldings.FILTERS,
                MastodonHoldings.OLD_FILTERS,
                MastodonHoldings.MUTES,
                MastodonHoldings.BLOCKS,
                MastodonHoldings.DOMAIN_BLOCKS)) {
            mastodon.answer(path, Answer.status(404));
        }
        var connection = surveyed("mastodon");
        assertThat(rig.reports(connection.connectionId())).hasSize(1);
        assertThat(muted(connection)).isEmpty();
        assertThat(rig.rows().count("SELECT failures FROM survey")).isZero();
    }

    @Test
    void aPartThatFailsKeepsWhatWasKnownAndCostsNoOther() {
        mastodon.list("7", "Friends");
        mastodon.filter("word", true, "hide", "home", null);
        mastodon.blockDomain("spam.example");
        var connection = surveyed("mastodon");

        mastodon.answer(MastodonHoldings.LISTS, Answer.status(403));
        mastodon.answer(MastodonHoldings.FILTERS, Answer.of("text/html", "<html>Welcome</html>"));
        mastodon.answer(MastodonHoldings.DOMAIN_BLOCKS, Answer.status(500));
        mastodon.mute("bob@b.example", null);
        rig.surveyAgain(connection.connectionId());

        assertThat(offered(connection)).hasSize(2);
        assertThat(muted(connection))
                .containsExactly(
                        Mute.word("word", true, null),
                        Mute.server("spam.example"),
                        Mute.account("mastodon:https://b.example/users/bob", "bob@b.example", null));
        assertThat(rig.rows().count("SELECT failures FROM survey")).isEqualTo(1);
        assertThat(rig.rows().count("SELECT count(*) FROM survey WHERE next_at < now() + interval '20 minutes'"))
                .isEqualTo(1);

        mastodon.heal(MastodonHoldings.FILTERS);
        mastodon.heal(MastodonHoldings.DOMAIN_BLOCKS);
        mastodon.clearFilters();
        rig.surveyAgain(connection.connectionId());
        assertThat(muted(connection)).hasSize(2);
        assertThat(rig.rows().count("SELECT failures FROM survey"))
                .as("a scope that is missing does not come by asking sooner")
                .isZero();
    }

    @Test
    void aServerThatHasHadEnoughIsLeftAloneForAsLongAsItWants() {
        mastodon.mute("bob@b.example", null);
        var until = Instant.now().plus(Duration.ofHours(3));
        mastodon.answer(MastodonHoldings.FILTERS, Answer.status(429).withHeader("X-RateLimit-Reset", until.toString()));
        var connection = surveyed("mastodon");

        assertThat(requests(MastodonHoldings.MUTES)).isZero();
        assertThat(rig.rows()
                        .count("SELECT count(*) FROM survey WHERE next_at >= '" + until
                                + "'::timestamptz - interval '1 s'"))
                .isEqualTo(1);
        mastodon.heal(MastodonHoldings.FILTERS);
        rig.surveyAgain(connection.connectionId());
        assertThat(muted(connection)).hasSize(1);
    }

    @Test
    void whatIsNotNewIsNotToldAgain() {
        mastodon.list("7", "Friends");
        mastodon.filter("word", true, "hide", "home", null);
        var connection = surveyed("mastodon");
        int reports = rig.reports(connection.connectionId()).size();
        rig.surveyAgain(connection.connectionId());
        assertThat(rig.reports(connection.connectionId())).hasSize(reports);
        assertThat(rig.mutes(connection.connectionId())).hasSize(1);

        mastodon.clearFilters();
        rig.surveyAgain(connection.connectionId());
        assertThat(rig.mutes(connection.connectionId())).hasSize(2).last().satisfies(none -> {
            assertThat(none.mutes()).isEmpty();
            assertThat(none.version()).isEqualTo(2);
        });
    }

    @Test
    void aLongListIsToldInPartsAndAHugeOneUpToTheBound() {
        IntStream.range(0, 1_200).forEach(i -> mastodon.blockDomain("d" + i + ".example"));
        var connection = surveyed("mastodon");
        assertThat(rig.mutes(connection.connectionId()))
                .hasSize(20)
                .allSatisfy(part -> assertThat(part.mutes()).hasSize(50));
        assertThat(muted(connection)).doesNotHaveDuplicates().contains(Mute.server("d999.example"));
    }

    @Test
    void anAccountThatIsConnectedAgainIsSurveyedAtOnceAndKeepsWhatItOffered() {
        mastodon.list("7", "Friends");
        var connection = surveyed("mastodon");
        mastodon.list("8", "Family");

        rig.deliver(rig.opened(connection.connectionId(), connection.userId(), 2, rig.connect("mastodon")));
        rig.until("SELECT count(*) FROM survey_part WHERE part = 'timelines' AND content LIKE '%Family%'", 1);

        var second = rig.reports(connection.connectionId()).stream()
                .filter(report -> report.version() == 2)
                .toList();
        assertThat(second.getFirst().timelines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(second.getLast().timelines()).hasSize(3);
    }

    @Test
    void ofAClosedConnectionNothingStays() {
        mastodon.filter("word", true, "hide", "home", null);
        var connection = surveyed("mastodon");
        var slot = Instant.parse("2026-01-01T00:00:00Z");
        rig.deliver(new ConnectionClosed(connection.connectionId(), connection.userId(), 1, Instant.now()));
        rig.deliver(new SurveyDue(connection.connectionId(), slot));
        assertThat(rig.rows().count("SELECT (SELECT count(*) FROM survey) + (SELECT count(*) FROM survey_part)"))
                .isZero();

        var other = surveyed("mastodon");
        rig.deliver(new AccountDeleted(other.userId(), Instant.now()));
        assertThat(rig.rows().count("SELECT (SELECT count(*) FROM survey) + (SELECT count(*) FROM survey_part)"))
                .isZero();
    }

    @Test
    void aSurveyWhoseProcessDiedIsMadeAgainAndALateOneHasNoEffect() {
        mastodon.filter("word", true, "hide", "home", null);
        var connection = surveyed("mastodon");
        var lost = Instant.parse("2026-01-01T00:00:00Z");
        rig.rows().change("UPDATE survey SET due_slot = '" + lost + "', next_at = now() - interval '1 s'");
        rig.untilSurveyed(connection.connectionId());
        int asked = requests(MastodonHoldings.FILTERS);
        assertThat(asked).isEqualTo(2);

        rig.deliver(new SurveyDue(connection.connectionId(), lost));
        assertThat(requests(MastodonHoldings.FILTERS)).isEqualTo(asked);
    }

    @Test
    void manyConnectionsOfAServerComeOneAfterTheOther() {
        mastodon.list("7", "Friends");
        var connections = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            connections.add(rig.open("mastodon").connectionId());
        }
        connections.forEach(rig::untilSurveyed);
        assertThat(requests(MastodonHoldings.LISTS)).isEqualTo(5);
    }

    @Test
    void noMutedWordHandleOrTitleIsInALogLine() {
        var own = (Logger) LoggerFactory.getLogger("org.broadsheet");
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = own.getLevel();
        var lines = new LogLines();
        lines.start();
        root.addAppender(lines);
        own.setLevel(Level.DEBUG);
        try {
            mastodon.list("7", "CANARYlist");
            mastodon.filter("CANARYword", true, "hide", "home", null);
            mastodon.mute("CANARYbob@b.example", null);
            mastodon.blockDomain("canary.example");
            mastodon.answer(MastodonHoldings.BLOCKS, Answer.of("text/html", "<html>CANARY</html>"));
            var connection = surveyed("mastodon");
            assertThat(muted(connection)).hasSize(3);
        } finally {
            own.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(lines.all()).contains("blocked broken").doesNotContainIgnoringCase("CANARY");
    }

    @Test
    void xIsNotAsked() {
        var connection = rig.open("x");
        assertThat(rig.rows().count("SELECT count(*) FROM survey")).isZero();
        assertThat(rig.reports(connection.connectionId())).hasSize(1);
    }
}
