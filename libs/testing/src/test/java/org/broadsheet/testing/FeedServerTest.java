package org.broadsheet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedServerTest {
    private final FeedServer server = FeedServer.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
        client.shutdownNow();
    }

    @Test
    void servesWhatItWasToldAndRemembersWhoAsked() throws Exception {
        URI url = server.serve("/feed.xml?a=1", "application/rss+xml", "<rss/>");

        HttpResponse<String> response = get(HttpRequest.newBuilder(url).header("User-Agent", "me"));

        assertThat(response.body()).isEqualTo("<rss/>");
        assertThat(response.headers().firstValue("content-type")).contains("application/rss+xml");
        assertThat(server.requests("/feed.xml?a=1")).hasSize(1);
        assertThat(server.requests().getFirst().header("user-agent")).contains("me");
    }

    @Test
    void clientThatHasItGetsNotModified() throws Exception {
        URI url = server.serve("/feed.xml", Answer.of("text/xml", "<rss/>").withHeader("ETag", "\"1\""));

        assertThat(get(HttpRequest.newBuilder(url).header("If-None-Match", "\"1\""))
                        .statusCode())
                .isEqualTo(304);
        assertThat(get(HttpRequest.newBuilder(url).header("If-None-Match", "\"2\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void otherPathsAreNotFoundAndStatusesAreWhatTheyAre() throws Exception {
        URI broken = server.serve("/broken", Answer.status(500));

        assertThat(get(HttpRequest.newBuilder(server.url("/none"))).statusCode())
                .isEqualTo(404);
        assertThat(get(HttpRequest.newBuilder(broken)).statusCode()).isEqualTo(500);
    }

    @Test
    void stallingAnswerNeverComes() {
        URI url = server.serve("/slow", Answer.of("text/xml", "<rss/>").stalling());

        assertThat(client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()))
                .failsWithin(Duration.ofMillis(300))
                .withThrowableThat()
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void answerThatIsCutEndsInTheMiddle() {
        URI url = server.serve("/cut", Answer.of("text/xml", "<rss/>").cut());

        assertThatThrownBy(() -> get(HttpRequest.newBuilder(url))).isInstanceOf(IOException.class);
        assertThat(server.requests("/cut")).isNotEmpty();
        server.forgetRequests();
        assertThat(server.requests()).isEmpty();
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
