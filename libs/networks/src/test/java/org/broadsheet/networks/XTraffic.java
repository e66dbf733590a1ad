package org.broadsheet.networks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.Catchup;
import org.broadsheet.networks.timeline.CatchupLimits;
import org.broadsheet.networks.timeline.XNames;
import org.broadsheet.networks.timeline.XTimeline;
import org.broadsheet.testing.ReceivedRequest;
import org.broadsheet.testing.SettableClock;
import org.broadsheet.testing.network.DoublePost;
import org.broadsheet.testing.network.XServer;
import org.broadsheet.testing.network.XTimelines;
import org.jspecify.annotations.Nullable;

/** An account at the double of X that is connected and read in every way there is: what was asked, and what was answered. */
final class XTraffic {
    private static final String HOME = "/2/users/" + XServer.ACCOUNT_ID + "/timelines/reverse_chronological";

    /** A request that was answered with status 200. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Exchanged(ReceivedRequest request, byte[] answer) {}

    private final SettableClock clock = SettableClock.at("2026-11-21T08:00:00Z");
    private final List<Exchanged> exchanged = new CopyOnWriteArrayList<>();
    private final XTimelines x = XTimelines.x(clock);
    private final Rig rig;
    private final XNames names;
    private @Nullable String cursor;

    private XTraffic(Rig rig, XNames names) {
        this.rig = rig;
        this.names = names;
        rig.x.server().on(HOME, request -> {
            var answer = x.answer(request);
            exchanged.add(new Exchanged(request, answer.body()));
            return answer;
        });
    }

    /** The first page and those below it, what came since in several pages, a gap, and an empty answer. */
    static List<Exchanged> of(Rig rig, XNames names) {
        var traffic = new XTraffic(rig, names);
        var credentials = Rig.connected(rig.connect("x")).credentials();
        traffic.x.timeline().follow("ann");
        traffic.post(150);
        traffic.pull(credentials, 1_000);
        traffic.post(300);
        traffic.pull(credentials, 200);
        traffic.post(5);
        traffic.pull(credentials, 10_000);
        traffic.pull(credentials, 10_000);
        var all = new ArrayList<>(traffic.exchanged);
        for (var me : rig.x.server().requests("/2/users/me")) {
            all.add(new Exchanged(me, traffic.me(credentials)));
        }
        return all;
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMinutes(1));
            var post = x.timeline().post("ann", "look", "https://news.example/" + i);
            if (i == 0) {
                x.edit(post, "look again");
            }
            if (i == 1) {
                DoublePost others = x.timeline().post("stranger", "theirs", "https://news.example/theirs");
                x.timeline().repost("ann", others);
                x.timeline().quote("ann", others, "hear");
            }
        }
    }

    private void pull(Credentials credentials, int budget) {
        var reader = XTimeline.home(credentials.api(), XServer.ACCOUNT_ID, names);
        var catchup = new Catchup(reader, cursor, CatchupLimits.paid(Duration.ofDays(7), budget), clock.instant());
        for (var page = catchup.next(); page.isPresent(); page = catchup.next()) {
            catchup.take(reader.read(rig.access.send(credentials, reader.request(page.get())), clock.instant()));
        }
        if (catchup.result().stoppedBy() != null) {
            throw new AssertionError("the double refused: " + catchup.result().stoppedBy());
        }
        cursor = catchup.result().cursor();
    }

    private byte[] me(Credentials credentials) {
        var request = ApiRequest.get(credentials.api().resolve("/2/users/me"));
        return ((ApiResult.Answered) rig.access.send(credentials, request)).body();
    }
}
