package org.broadsheet.ingest;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.broadsheet.settings.Tunable;
import org.broadsheet.settings.TunableValues;
import org.broadsheet.settings.Tunables;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.TestRabbit;
import org.broadsheet.tunables.LiveTunables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is turned while the service runs counts from the next look at what is due, up and down. */
@Timeout(120)
class TunablesIT {
    private static final int SOURCES = 6;
    private static final String SOURCE = """
            INSERT INTO source (id, url, host, state, next_poll_at, created_at)
            SELECT gen_random_uuid(), '%s?' || n, %s, 'active', now(), now() FROM generate_series(1, %d) n""";
    private static final String PAGE = """
            INSERT INTO page (link_key, url, host, next_at)
            SELECT lpad(n::text, 64, '0'), '%s?' || n, n || '.example', now() FROM generate_series(1, %d) n""";

    private FeedServer server;
    private IngestRig rig;

    @BeforeEach
    void start() throws Exception {
        server = FeedServer.start();
        rig = new IngestRig(TestRabbit.rabbitmq());
        for (int i = 1; i <= SOURCES; i++) {
            server.serve("/feed?" + i, Answer.of("text/xml", "<rss/>").stalling());
            server.serve("/page?" + i, Answer.of("text/html", "<title>").stalling());
        }
    }

    @AfterEach
    void stop() {
        rig.close();
        server.close();
    }

    private <T> void turn(Tunable<T> tunable, T value) {
        rig.bean(LiveTunables.class).set(TunableValues.none().with(tunable, value));
    }

    private void untilInHand(String table, int count) {
        var inHand = "SELECT count(*) FROM " + table + " WHERE due_slot IS NOT NULL";
        await().until(() -> rig.count(inHand) == count);
        await().during(Duration.ofMillis(300)).until(() -> rig.count(inHand) == count);
    }

    @Test
    void pollsInFlightAreAsManyAsIsTurned() {
        turn(Tunables.POLLS_IN_FLIGHT, 0);
        rig.update(SOURCE.formatted(server.url("/feed"), "n || '.example'", SOURCES));
        untilInHand("source", 0);
        turn(Tunables.POLLS_IN_FLIGHT, 2);
        untilInHand("source", 2);
        rig.bean(LiveTunables.class).set(TunableValues.none());
        untilInHand("source", SOURCES);
    }

    @Test
    void pollsOfTimelinesAtOneServerAreAsManyAsIsTurned() {
        turn(Tunables.POLLS_IN_FLIGHT_PER_SERVER, 1);
        rig.update(SOURCE.formatted(server.url("/feed"), "'timelines.example'", SOURCES));
        untilInHand("source", 1);
        turn(Tunables.POLLS_IN_FLIGHT_PER_SERVER, 4);
        untilInHand("source", 4);
    }

    @Test
    void pagesInFlightAreAsManyAsIsTurned() {
        turn(Tunables.PAGES_IN_FLIGHT, 0);
        rig.update(PAGE.formatted(server.url("/page"), SOURCES));
        untilInHand("page", 0);
        turn(Tunables.PAGES_IN_FLIGHT, 3);
        untilInHand("page", 3);
    }
}
