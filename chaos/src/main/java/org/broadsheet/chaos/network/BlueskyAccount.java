package org.broadsheet.chaos.network;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.BlueskyNetwork;
import org.broadsheet.testing.network.BlueskyTimelines;
import org.broadsheet.testing.network.DoubleTimeline;
import org.broadsheet.testing.network.Fault;
import org.broadsheet.testing.network.NetworkServer;

/** At a Bluesky of its own: its tokens end soon, and are renewed by refresh tokens that serve once. */
final class BlueskyAccount implements Account {
    private static final String HOME = "/xrpc/app.bsky.feed.getTimeline";
    private static final String TOKEN = "/oauth/token";

    private final BlueskyNetwork network = BlueskyNetwork.start();
    private final BlueskyTimelines timelines;
    private final Door door;

    /**
     * @param clock of the network: when posts are made
     * @param refreshes springs with each refresh
     */
    BlueskyAccount(SettableClock clock, Doors doors, Trap refreshes) {
        timelines = BlueskyTimelines.at(network, clock);
        door = doors.open(
                until -> Account.json(429, "{\"error\": \"RateLimitExceeded\"}")
                        .withHeader("RateLimit-Remaining", "0")
                        .withHeader("RateLimit-Reset", Long.toString(until.getEpochSecond() + 1)),
                Account.json(502, "{\"error\": \"UpstreamFailure\"}"));
        network.pds()
                .on(
                        HOME,
                        request -> network.authorization()
                                .resource(request, () -> door.answer(request, () -> page(request))));
        network.authorization().server().meanwhile(TOKEN, request -> {
            if ("refresh_token".equals(request.fields().get("grant_type"))) {
                refreshes.spring();
            }
        });
    }

    /** Of one moment. */
    private Answer page(ReceivedRequest request) {
        synchronized (timelines.timeline()) {
            return timelines.answer(request);
        }
    }

    /** Where accounts and their handles are found. */
    URI directory() {
        return network.directory().url();
    }

    @Override
    public URI api() {
        return network.pds().url();
    }

    @Override
    public List<NetworkServer> servers() {
        return network.servers();
    }

    @Override
    public Map<String, String> wish() {
        return Map.of("network", "bluesky", "handle", BlueskyNetwork.HANDLE);
    }

    @Override
    public URI agree(URI authorize) {
        return network.authorization().agree(authorize);
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
        return false;
    }

    @Override
    public void misbehave(Misbehaviour how) {
        if (how == Misbehaviour.BROKEN) {
            network.authorization().server().misbehave(Fault.BROKEN);
        } else {
            network.authorization().server().misbehave();
        }
    }

    @Override
    public void expireTokens() {
        network.authorization().expireAccessTokens();
    }

    @Override
    public void close() {
        network.close();
    }
}
