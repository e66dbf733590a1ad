package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Accounts.bluesky;
import static org.broadsheet.feed.Accounts.feed;
import static org.broadsheet.feed.Accounts.mastodon;
import static org.broadsheet.feed.Accounts.x;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.NamedId;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.Verdict;
import org.broadsheet.testing.ApiAnswer;
import org.broadsheet.testing.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader's own word about who is one person: it wins, at once, and can be taken back. */
class OwnPersonsIT {
    private static final Instant HOUR_AGO = ago(Duration.ofHours(1));
    private static final Sharer ANNA = mastodon("Anna", "anna@server.example");
    private static final Sharer ALIKE = bluesky("Anna", "anna.bsky.social");
    private static final Sharer BOB = x("Bob", "bob");
    private static final Sharer BLOG = feed("Bob's blog");

    private static FeedRig rig;

    private final Story story = new Story();
    private ApiClient reader;

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    @BeforeEach
    void fourAccountsOfWhichTwoAreAlike() {
        reader = rig.as(story.user);
        shared(ANNA, ALIKE, BOB, BLOG);
        assertThat(persons()).containsExactly("Anna Anna likeness", "Bob null", "Bob's blog null");
    }

    private void shared(Sharer... sharers) {
        rig.deliver(Arrays.stream(sharers)
                .map(sharer -> story.shown(entry(sharer, HOUR_AGO, story.link("a"))))
                .toList());
    }

    private String id(Sharer sharer) {
        return NamedId.of("sharer", story.user + ":" + sharer.key()).toString();
    }

    private ApiAnswer say(Sharer of, Sharer... accounts) {
        return reader.put(
                "sharers/" + id(of),
                Map.of("accounts", Arrays.stream(accounts).map(this::id).toList()));
    }

    /** By name; and the feed has as many. */
    private List<String> persons() {
        var items = reader.get("sharers").data().path("items");
        var article = reader.get("feed").data().path("items").get(0);
        assertThat(article.path("sharerCount").asInt()).isEqualTo(items.size());
        assertThat(article.path("sharers").findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(items.valueStream()
                        .map(item -> item.path("id").asText())
                        .toList());
        return items.valueStream().map(OwnPersonsIT::person).toList();
    }

    private static String person(JsonNode item) {
        var names = item.path("accounts").findValuesAsText("name");
        Collections.sort(names);
        return String.join(" ", names) + " " + item.path("merged").asText();
    }

    @Test
    void whatTheReaderJoinsIsOneAndAnswersSo() {
        var answer = say(BOB, BOB, BLOG);
        assertThat(answer.code()).isEqualTo(200);
        assertThat(person(answer.data())).isEqualTo("Bob Bob's blog own");
        assertThat(persons()).containsExactlyInAnyOrder("Anna Anna likeness", "Bob Bob's blog own");
    }

    @Test
    void whatTheReaderPartsStaysApart() {
        assertThat(say(ANNA, ANNA).code()).isEqualTo(200);
        assertThat(persons()).containsExactlyInAnyOrder("Anna own", "Anna own", "Bob null", "Bob's blog null");
        shared(ANNA, ALIKE);
        assertThat(persons()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takingAWordBackRestoresWhatIsFoundOut(boolean byTheOther) {
        say(ANNA, ANNA);
        var answer = reader.delete("sharers/" + id(byTheOther ? ALIKE : ANNA));
        assertThat(answer.code()).isEqualTo(200);
        assertThat(person(answer.data())).isEqualTo("Anna Anna likeness");
        assertThat(persons()).containsExactly("Anna Anna likeness", "Bob null", "Bob's blog null");
        assertThat(reader.delete("sharers/" + id(ANNA)).code()).isEqualTo(200);
    }

    @Test
    void sayingItAgainChangesNothing() throws SQLException {
        say(BOB, BOB, BLOG, ANNA);
        var before = persons();
        var rows = rig.rowsOf(story.user);
        assertThat(say(BOB, BOB, BLOG, ANNA).code()).isEqualTo(200);
        assertThat(say(ANNA, ANNA, BLOG, BOB, BLOG).code()).isEqualTo(200);
        assertThat(persons()).isEqualTo(before).containsExactlyInAnyOrder("Anna Bob Bob's blog own", "Anna null");
        assertThat(rig.rowsOf(story.user)).isEqualTo(rows);
    }

    @Test
    void whatIsFoundOutJoinsNobodyToThoseOfWhomTheReaderSpoke() {
        say(BOB, ANNA, BOB);
        assertThat(persons()).containsExactlyInAnyOrder("Anna Bob own", "Anna null", "Bob's blog null");
        shared(x("Anna", "anna"));
        assertThat(persons()).containsExactlyInAnyOrder("Anna Bob own", "Anna Anna likeness", "Bob's blog null");
    }

    @Test
    void aWordOutlastsTheSharesOfWhichItSpeaks() {
        say(BOB, BOB, BLOG);
        rig.deliver(story.unsubscribed());
        assertThat(reader.get("sharers").data().path("totalItems").asInt()).isZero();
        assertThat(say(BOB, BOB).code()).isEqualTo(404);

        var again = UUID.randomUUID();
        rig.deliver(Arrays.stream(new Sharer[] {BOB, BLOG})
                .map(sharer -> Story.screened(
                        entry(sharer, HOUR_AGO, story.link("a")),
                        new Verdict(story.user, 0, List.of(again), null, List.of())))
                .toList());
        assertThat(persons()).containsExactly("Bob Bob's blog own");
    }

    @Test
    void idsOfOthersAreAsUnknownAsThoseOfNobodyAndNothingChanges() {
        var other = new Story();
        rig.deliver(other.shown(entry(ANNA, HOUR_AGO, story.link("a"))));
        var theirs = NamedId.of("sharer", other.user + ":" + ANNA.key());
        var nobodys = UUID.randomUUID();
        for (var id : List.of(theirs, nobodys)) {
            var asPerson = reader.put("sharers/" + id, Map.of("accounts", List.of(id(BOB), id(BLOG))));
            var asAccount = reader.put("sharers/" + id(BOB), Map.of("accounts", List.of(id(BOB), id)));
            assertThat(asPerson.code()).isEqualTo(404);
            assertThat(asAccount.code()).isEqualTo(404);
            assertThat(asAccount.text()).isEqualTo(asPerson.text());
            assertThat(reader.delete("sharers/" + id).code()).isEqualTo(404);
        }
        assertThat(persons()).containsExactly("Anna Anna likeness", "Bob null", "Bob's blog null");
    }

    @Test
    void whatCanNotBeMeantIsRefusedAndNothingChanges() {
        var path = "sharers/" + id(BOB);
        assertThat(reader.put(path, Map.of()).code()).isEqualTo(400);
        assertThat(reader.put(path, Map.of("accounts", List.of())).code()).isEqualTo(400);
        assertThat(reader.put(path, Map.of("accounts", Arrays.asList(id(BOB), null)))
                        .code())
                .isEqualTo(400);
        assertThat(reader.put(path, Map.of("accounts", List.of("bob"))).code()).isEqualTo(400);
        assertThat(reader.put("sharers/bob", Map.of("accounts", List.of(id(BOB))))
                        .code())
                .isEqualTo(400);
        var many = IntStream.range(0, 21).mapToObj(_ -> UUID.randomUUID()).toList();
        var tooMany = reader.put(path, Map.of("accounts", many));
        assertThat(tooMany.code()).isEqualTo(422);
        assertThat(tooMany.text()).contains("at most 20 accounts");
        assertThat(reader.get("sharers?q=" + "x".repeat(201)).code()).isEqualTo(400);
        assertThat(reader.get("sharers?size=0").code()).isEqualTo(400);
        assertThat(rig.stranger().get("sharers").code()).isEqualTo(401);
        assertThat(persons()).containsExactly("Anna Anna likeness", "Bob null", "Bob's blog null");
    }

    @Test
    void personsAreFoundByNameAndHandleOfAnyAccountAndPaged() {
        say(BOB, BOB, BLOG);
        assertThat(found("BLOG")).containsExactly("Bob Bob's blog own");
        assertThat(found("@BOB")).containsExactly("Bob Bob's blog own");
        assertThat(found("server.example")).containsExactly("Anna Anna likeness");
        assertThat(found("ánna")).containsExactly("Anna Anna likeness");
        assertThat(found("zoe")).isEmpty();
        var page = reader.get("sharers?page=2&size=1").data();
        assertThat(page.path("totalItems").asInt()).isEqualTo(2);
        assertThat(page.path("totalPages").asInt()).isEqualTo(2);
        assertThat(page.path("items").valueStream().map(OwnPersonsIT::person)).containsExactly("Bob Bob's blog own");
    }

    private List<String> found(String q) {
        return reader.get("sharers?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .data()
                .path("items")
                .valueStream()
                .map(OwnPersonsIT::person)
                .toList();
    }

    @Test
    void aDeletedAccountIsForgottenWithItsWords() throws SQLException {
        say(BOB, BOB, BLOG);
        assertThat(rig.rowsOf(story.user)).isGreaterThan(0);
        rig.deliver(new AccountDeleted(story.user, Instant.now()));
        assertThat(rig.rowsOf(story.user)).isZero();
    }
}
