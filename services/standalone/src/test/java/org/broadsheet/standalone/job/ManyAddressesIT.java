package org.broadsheet.standalone.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.broadsheet.testing.FeedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One page under many addresses, from the feeds that link to it to the newspaper, through a SIGKILL half-way. */
@Timeout(300)
class ManyAddressesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void addressesWhosePagesNameOneAddressAreOneArticleSharedByAllWhoLinkToAnyOfThem() throws Exception {
        try (var server = FeedServer.start()) {
            var itself = server.url("/story");
            page(server, "/story?print=1", itself, "The story, to print");
            page(server, "/story?from=letter", itself, "The story, from a letter");
            page(server, "/other", server.url("/other"), "Another story");
            var feeds = List.of(
                    linkBlog(server, "printers", "/story?print=1"),
                    linkBlog(server, "letters", "/story?from=letter"),
                    linkBlog(server, "others", "/other"));
            var environment = Map.of("BROADSHEET_FETCH_ALLOW", server.allow());

            Reader reader;
            try (var first = StandaloneProcess.start(data, environment)) {
                reader = Reader.signUp(first.uri(), "ann@example.org");
                for (var feed : feeds) {
                    assertThat(reader.post("sources", Map.of("url", feed.toString()))
                                    .status())
                            .isEqualTo(202);
                }
                var impatient = reader;
                await().atMost(PATIENCE).until(() -> Reader.total(impatient.get("feed")) >= 1);
                first.kill();
            }
            try (var second = StandaloneProcess.start(data, environment)) {
                var again = reader.at(second.uri());
                await().atMost(PATIENCE).untilAsserted(() -> {
                    var articles = again.all("feed");
                    assertThat(articles)
                            .extracting(article -> String.valueOf(article.get("url")))
                            .containsExactly(
                                    itself.toString(), server.url("/other").toString());
                    assertThat(articles.getFirst().get("sharerCount")).hasToString("2");
                    assertThat(articles.getFirst().get("title")).asString().startsWith("The story, ");
                });
                assertThat(Reader.total(again.get("feed"))).isEqualTo(2);
                assertThat(again.post("feed/read", Map.of()).data().get("articles"))
                        .hasToString("2");
            }
        }
    }

    private static void page(FeedServer server, String path, URI canonical, String title) {
        server.serve(
                path, "text/html", "<title>" + title + "</title><link rel=canonical href='" + canonical + "'><p>Text.");
    }

    private static URI linkBlog(FeedServer server, String name, String path) {
        return server.serve("/" + name + ".json", "application/feed+json", """
                {"version": "https://jsonfeed.org/version/1.1", "title": "%s",
                 "items": [{"id": "%s", "external_url": "%s", "title": "Look", "content_text": "Look"}]}""".formatted(name, name, server.url(path)));
    }
}
