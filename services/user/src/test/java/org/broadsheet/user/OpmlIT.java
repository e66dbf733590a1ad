package org.broadsheet.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.MessageType;
import org.broadsheet.events.SourceSubscribed;
import org.broadsheet.testing.ApiAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpmlIT {
    private static UserRig rig;

    private UserRig.Person person;

    @BeforeAll
    static void start() {
        rig = new UserRig(MessageType.SOURCE_SUBSCRIBED);
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @BeforeEach
    void newPerson() {
        person = rig.signUp();
    }

    private ApiAnswer send(String document) {
        return person.api().send("POST", "sources/opml", "text/xml", document);
    }

    private static String opml(String body) {
        return "<?xml version='1.0'?><opml version='2.0'><head/><body>" + body + "</body></opml>";
    }

    @Test
    void goodRowsAreTakenKnownOnesCountedAndBadOnesReported() {
        var answer = send(opml("""
                <outline text='Folder'>
                  <outline type='rss' text='One' xmlUrl='https://feed.example/one'/>
                  <outline text='Twice' xmlUrl='http://feed.example/one/'/>
                </outline>
                <outline text='A link' url='https://feed.example/not-a-feed'/>
                <outline text='File' xmlUrl='file:///etc/passwd'/>
                <outline text='Private' xmlUrl='http://127.0.0.1/'/>
                <outline text='Two' xmlUrl='https://feed.example/two'/>"""));

        assertThat(answer.code()).as(answer.text()).isEqualTo(202);
        assertThat(answer.data().path("added").asInt()).isEqualTo(2);
        assertThat(answer.data().path("known").asInt()).isEqualTo(1);
        var rejected = answer.data().path("rejected");
        assertThat(rejected.findValuesAsText("row")).containsExactly("3", "4");
        assertThat(rejected.findValuesAsText("url")).containsExactly("file:///etc/passwd", "http://127.0.0.1/");
        assertThat(rejected.findValuesAsText("reason")).noneMatch(String::isBlank);
        assertThat(person.api().get("sources").data().path("items").findValuesAsText("title"))
                .containsExactly("One", "Two");
        assertThat(rig.said(SourceSubscribed.class))
                .filteredOn(event -> event.userId().equals(person.id()))
                .hasSize(2);
    }

    @Test
    void whatGoesOutComesInAgainForSomebodyElse() {
        send(opml("""
                <outline title='Tom &amp; "Jerry" &lt;b&gt;' xmlUrl='https://feed.example/?a=1&amp;b=2'/>
                <outline xmlUrl='https://feed.example/untitled'/>"""));

        var out = person.api().get("sources/opml");
        assertThat(out.code()).isEqualTo(200);
        assertThat(out.header("Content-Type")).startsWith("text/xml");
        assertThat(out.header("Content-Disposition")).contains("broadsheet.opml");
        assertThat(out.text()).contains("version=\"2.0\"");

        person = rig.signUp();
        assertThat(send(out.text()).data().path("added").asInt()).isEqualTo(2);
        assertThat(person.api().get("sources").data().path("items").findValuesAsText("title"))
                .containsExactly("Tom & \"Jerry\" <b>", "https://feed.example/untitled");
        assertThat(person.api().get("sources/opml").text()).isEqualTo(out.text());
    }

    @Test
    void moreOutlinesThanAPersonReadsAreRefusedAsAWhole() {
        var outlines = IntStream.rangeClosed(1, 5_001)
                .mapToObj(i -> "<outline xmlUrl='https://feed.example/" + i + "'/>")
                .collect(Collectors.joining());
        var answer = send(opml(outlines));
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.message()).contains("5000");
        assertThat(person.api().get("sources").data().path("totalItems").asInt())
                .isZero();
    }

    @Test
    void whatIsNotOpmlIsABadRequest() {
        for (var document : new String[] {
            "", "not xml", "{}", "<opml><body>", "<html/>", opml("<outline xmlUrl=https://x.example/>"), opml("&nope;")
        }) {
            var answer = send(document);
            assertThat(answer.code()).as("%s: %s", document, answer.text()).isEqualTo(400);
            assertThat(answer.status()).isEqualTo("badRequest");
        }
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        assertThat(person.api()
                        .send("POST", "sources/opml", "application/json", "{}")
                        .code())
                .isEqualTo(415);
    }

    @Test
    void aDocumentBeyondTheLimitIsRefused() {
        assertThat(send(opml("<!-- " + "x".repeat(6 * 1024 * 1024) + " -->")).code())
                .isEqualTo(413);
    }
}
