package org.broadsheet.chaos.network;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.MastodonServer;
import org.broadsheet.testing.network.MastodonTimelines;
import org.broadsheet.testing.network.NetworkServer;

/** At a Mastodon server of its own. */
final class MastodonAccount implements Account {
    private static final String HOME = "/api/v1/timelines/home";

    private final MastodonServer server = MastodonServer.start();
    private final MastodonTimelines timelines;
    private final Door door;

    /** @param clock of the network: when posts are made */
    MastodonAccount(SettableClock clock, Doors doors) {
        timelines = MastodonTimelines.at(server, clock);
        door = doors.open(
                until -> Account.json(429, "{\"error\": \"Too many requests\"}")
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset", until.toString()),
                Account.json(206, "[]"));
        server.server()
                .on(
                        HOME,
                        request -> server.isAuthorized(request)
                                ? door.answer(request, () -> page(request))
                                : Account.json(401, "{\"error\": \"The access token is invalid\"}"));
    }

    /** Of one moment. */
    private Answer page(ReceivedRequest request) {
        synchronized (timelines.timeline()) {
            return timelines.answer(request);
        }
    }

    @Override
    public URI api() {
        return server.server().url();
    }

    @Override
    public List<NetworkServer> servers() {
        return List.of(server.server());
    }

    @Override
    public Map<String, String> wish() {
        return Map.of("network", "mastodon", "server", api().toString());
    }

    @Override
    public URI agree(URI authorize) {
        return server.agree(authorize);
    }

    @Override
    public DoubleTimeline timeline() {
        return timelines.timeline();
    }

    @Override
    public Door door() {
        return door;
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public void misbehave(Misbehaviour how) {
        // only its door does
    }

    @Override
    public void expireTokens() {
        // Mastodon's have no end
    }

    @Override
    public void close() {
        server.close();
    }
}
