package org.broadsheet.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.MastodonTimelines;

/**
 * A server that speaks like Mastodon, on loopback, with people who share articles, and an account there. It forgets
 * everything when it ends, so the account of an earlier start is disconnected first.
 */
final class DemoNetwork implements AutoCloseable {
    private static final Duration BETWEEN_POSTS = Duration.ofMinutes(47);

    private final MastodonServer server = MastodonServer.start();
    private final SettableClock clock = new SettableClock(Instant.now().minus(BETWEEN_POSTS.multipliedBy(6)));

    DemoNetwork() {
        post(MastodonTimelines.at(server, clock).timeline());
    }

    private void post(DoubleTimeline timeline) {
        for (var person : new String[] {"mara", "tobias", "yuki"}) {
            timeline.follow(person);
        }
        share(
                timeline,
                "mara",
                "The ferry is back, and so is the timetable nobody can read",
                "harbour-gazette.example/2026/night-ferry-returns");
        var cranes = share(
                timeline,
                "tobias",
                "Worth ten minutes of anybody's morning",
                "harbour-gazette.example/2026/old-cranes");
        share(timeline, "stranger", "How we count swifts", "birdtable.example/counting-swifts");
        share(timeline, "yuki", "Look who left her husband", "celebrity-wire.example/who-left-whom");
        clock.advance(BETWEEN_POSTS);
        timeline.repost("yuki", cranes);
        share(timeline, "mara", "Explained at last", "tide-tables.example/how-tides-are-predicted");
    }

    private DoublePost share(DoubleTimeline timeline, String by, String text, String address) {
        clock.advance(BETWEEN_POSTS);
        return timeline.post(by, text, "https://" + address);
    }

    String allow() {
        return server.server().allow();
    }

    /** Connects the account by the same way as anybody's browser. */
    void connect(DemoClient client) throws IOException, InterruptedException {
        for (var old : client.get("connections").items()) {
            client.delete("connections/" + old.get("id"));
        }
        var begun = client.post(
                "connections",
                Map.of("network", "mastodon", "server", server.server().url().toString()));
        if (!(begun.data().get("authorizeUrl") instanceof String authorize)) {
            throw new IOException("the demo's account can't be connected: " + begun.message());
        }
        client.follow(server.agree(URI.create(authorize)));
    }

    @Override
    public void close() {
        server.close();
    }
}
