package org.broadsheet.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.broadsheet.networks.timeline.XNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of X, and what its double answers, is what X's own interface description says. */
class XDocumentTest {
    private XDocument document;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        document = XDocument.read();
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private static Set<String> paging(XTraffic.Exchanged exchanged) {
        var names = new TreeSet<>(exchanged.request().fields().keySet());
        names.retainAll(Set.of("since_id", "until_id", "pagination_token"));
        return names;
    }

    private List<String> ofRequests(List<XTraffic.Exchanged> traffic) {
        return traffic.stream()
                .flatMap(exchanged -> document.complaints(exchanged.request()).stream())
                .distinct()
                .toList();
    }

    private List<String> ofAnswers(List<XTraffic.Exchanged> traffic) throws IOException {
        var complaints = new ArrayList<String>();
        for (var exchanged : traffic) {
            complaints.addAll(document.complaints(exchanged.request(), exchanged.answer()));
        }
        return complaints.stream().distinct().toList();
    }

    @Test
    void everyRequestAndEveryAnswerOfTheDoubleIsAsTheDocumentHasIt() throws IOException {
        var traffic = XTraffic.of(rig, XNames.POST);
        assertThat(traffic.stream().map(XDocumentTest::paging).collect(Collectors.toSet()))
                .as("every way of paging is among them")
                .contains(
                        Set.of(),
                        Set.of("pagination_token"),
                        Set.of("since_id"),
                        Set.of("since_id", "pagination_token"),
                        Set.of("since_id", "until_id"));
        assertThat(traffic)
                .anyMatch(exchanged -> exchanged.request().path().equals("/2/users/me"))
                .anyMatch(exchanged -> new String(exchanged.answer(), java.nio.charset.StandardCharsets.UTF_8)
                        .contains("referenced_posts"));
        assertThat(ofRequests(traffic)).isEmpty();
        assertThat(ofAnswers(traffic)).isEmpty();
    }

    /** The document is another than the prose, and whoever mixes the two is found. */
    @Test
    void whatTheProseCallsThingsIsNotWhatTheDocumentCallsThem() throws IOException {
        var traffic = XTraffic.of(rig, XNames.TWEET);
        assertThat(ofRequests(traffic))
                .contains(
                        "no parameter is named tweet.fields",
                        "expansions knows no referenced_tweets.id",
                        "expansions knows no referenced_tweets.id.author_id")
                .hasSize(3);
        assertThat(ofAnswers(traffic))
                .contains("answer.includes has no field tweets", "answer.data[] has no field referenced_tweets");
    }
}
