package org.broadsheet.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.FeedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesIT {
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\nand so on".getBytes(ISO_8859_1);

    private static FeedRig rig;
    private static FeedServer server;

    private final Story story = new Story();

    @BeforeAll
    static void start() {
        rig = new FeedRig();
        server = FeedServer.start();
    }

    @AfterAll
    static void stop() throws SQLException {
        server.close();
        rig.close();
    }

    /** The path that a reader's feed gives for a picture. */
    private String pathOf(String imageUrl) {
        var link = story.link("pictured");
        rig.deliver(
                story.shown(entry("ada", ago(Duration.ofMinutes(5)), link)),
                new ArticleResolved(
                        link.linkKey(), 1, "Title", null, null, null, imageUrl, null, null, null, imageUrl, null));
        var article = rig.as(story.user).get("feed").data().path("items").get(0);
        assertThat(article.path("imageUrl").asText()).isEqualTo(imageUrl);
        assertThat(article.path("faviconPath").asText())
                .isEqualTo(article.path("imagePath").asText());
        return article.path("imagePath").asText().replaceFirst("^/api/v1/", "");
    }

    private static void isNoPicture(ApiAnswer answer) {
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text()).isEqualTo("There is no picture at this address.");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("sandbox");
    }

    @Test
    void aPictureIsShownToAnybodyWhoHasItsAddress() {
        var url = server.serve("/a.png", "image/png", PNG);
        var path = pathOf(url.toString());
        var answer = rig.stranger().get(path);
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; form-action 'none'; sandbox");
        assertThat(answer.header("Cache-Control")).contains("max-age=86400");
        assertThat(rig.stranger().get(path).code()).isEqualTo(200);
        var request = server.requests("/a.png");
        assertThat(request).as("fetched once for all who look").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image/svg+xml   | <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>
            image/png       | <script>alert(1)</script>
            image/gif       | /* GIF89a */ alert(1)
            text/javascript | GIF89a=1;alert(1)
            text/html       | GIF89a<script>alert(1)</script>
            image/jpeg      | ''
            """)
    void whatIsNoBitmapIsNotShown(String type, String body) {
        var url = server.serve("/no-" + Integer.toHexString(body.hashCode()), type, body.getBytes(UTF_8));
        isNoPicture(rig.stranger().get(pathOf(url.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/a.png",
                "http://10.0.0.5/a.png",
                "http://feeds.example.invalid:5432/a.png",
                "https://news.example.org/api/v1/account"
            })
    void anAddressThatIsNotPublicLooksLikeOneWithoutAPicture(String url) {
        isNoPicture(rig.stranger().get(pathOf(url)));
    }

    @Test
    void aRedirectToAnAddressThatIsNotPublicEndsThere() {
        var url = server.serve("/away.png", Answer.redirect(302, "http://169.254.169.254/a.png"));
        isNoPicture(rig.stranger().get(pathOf(url.toString())));
    }

    @Test
    void anAddressThatWeDidNotSignIsNotFetched() {
        var url = server.serve("/unsigned.png", "image/png", PNG).toString();
        var signed = pathOf(server.url("/other.png").toString()).split("/");
        var address = Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(UTF_8));
        isNoPicture(rig.stranger().get("images/" + signed[1] + "/" + address));
        isNoPicture(rig.stranger().get("images/x/" + address));
        isNoPicture(rig.stranger().get("images/" + signed[1] + "/" + "%22%3Cscript%3E"));
        assertThat(server.requests("/unsigned.png")).isEmpty();
    }
}
