package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.networks.timeline.PageResult;
import org.broadsheet.networks.timeline.XNames;
import org.broadsheet.networks.timeline.XTimeline;
import org.broadsheet.testing.peer.Peers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is asked of X, judged by a server that somebody else made from X's interface description; its answers are made up. */
@Tag("peers")
class PeerXIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static HttpResponse<byte[]> ask(String server, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer made-up")
                .header("Prefer", "dynamic=true")
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    @Test
    void everyRequestIsTakenAndWhatIsAnsweredIsRead() throws IOException, InterruptedException {
        var server = Peers.env("xmock").getOrDefault("XMOCK_URL", "");
        try (var rig = new Rig()) {
            for (var exchanged : XTraffic.of(rig, XNames.POST)) {
                var path = exchanged.request().path();
                var answer = ask(server, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                if (path.contains("/timelines/")) {
                    var result = XTimeline.home(URI.create(server), "1", XNames.POST)
                            .read(new ApiResult.Answered(200, Map.of(), answer.body()), Instant.now());
                    assertThat(result).as(path).isInstanceOf(PageResult.Page.class);
                }
            }
        }
    }

    @Test
    void whatTheDocumentDoesNotKnowIsRefused() throws IOException, InterruptedException {
        var server = Peers.env("xmock").getOrDefault("XMOCK_URL", "");
        try (var rig = new Rig()) {
            var first = XTraffic.of(rig, XNames.TWEET).getFirst().request().path();
            assertThat(ask(server, first).statusCode()).isEqualTo(422);
        }
    }
}
