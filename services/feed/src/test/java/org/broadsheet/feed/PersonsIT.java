package org.broadsheet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.feed.Accounts.bluesky;
import static org.broadsheet.feed.Accounts.feed;
import static org.broadsheet.feed.Accounts.mastodon;
import static org.broadsheet.feed.Accounts.renamed;
import static org.broadsheet.feed.Accounts.x;
import static org.broadsheet.feed.Story.ago;
import static org.broadsheet.feed.Story.entry;
import static org.broadsheet.feed.Story.names;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.NamedId;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person counts once, by whichever accounts they share. */
class PersonsIT {
    private static final Instant HOUR_AGO = ago(Duration.ofHours(1));
    private static final Sharer ANNA = mastodon("Anna Berg", "annab@server.example", "anna.example");
    private static final Sharer ANNA_BY_PROOF = bluesky("A. B.", "anna.example");
    private static final Sharer ANNA_BY_LIKENESS = x("anna berg 🌲", "AnnaB");
    private static final Sharer BOB = bluesky("Bob", "bob.bsky.social");

    private static FeedRig rig;

    private final Story story = new Story();
    private final EntryLink link = story.link("a");

    @BeforeAll
    static void start() {
        rig = new FeedRig();
    }

    @AfterAll
    static void stop() throws SQLException {
        rig.close();
    }

    private void shared(Sharer... sharers) {
        rig.deliver(Arrays.stream(sharers)
                .map(sharer -> story.shown(entry(sharer, HOUR_AGO, link)))
                .toList());
    }

    private JsonNode article() {
        return rig.as(story.user).get("feed").data().path("items").get(0);
    }

    private int count() {
        var article = article();
        assertThat(article.path("sharers").findValuesAsText("id"))
                .hasSize(article.path("sharerCount").asInt())
                .doesNotHaveDuplicates();
        return article.path("sharerCount").asInt();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProofMakesTwoAccountsOneInWhateverOrderTheyCome(boolean reverse) {
        var sharers = reverse ? List.of(ANNA_BY_PROOF, ANNA) : List.of(ANNA, ANNA_BY_PROOF);
        sharers.forEach(this::shared);
        shared(BOB);
        assertThat(count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLikenessMakesTwoAccountsOneInWhateverOrderTheyCome(boolean reverse) {
        var sharers = reverse ? List.of(ANNA_BY_LIKENESS, ANNA) : List.of(ANNA, ANNA_BY_LIKENESS);
        sharers.forEach(this::shared);
        shared(BOB);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void twoAnnasStayTwo() {
        shared(mastodon("Anna", "anna@server.example"), bluesky("Anna", "annatal.bsky.social"), x("Anna T", "anna"));
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void aSecondCandidateTakesTheLikenessBackAndItsEndGivesItBack() {
        shared(ANNA, ANNA_BY_LIKENESS);
        assertThat(count()).isEqualTo(1);
        var other = story.shown(Story.version(
                new UUID(1, story.user.getLeastSignificantBits()),
                1,
                mastodon("Anna Berg", "annab@other.example"),
                HOUR_AGO,
                link));
        rig.deliver(other);
        assertThat(count()).isEqualTo(3);

        var withdrawn = other.entry();
        rig.deliver(story.shown(Story.version(withdrawn.entryId(), 2, withdrawn.sharer(), HOUR_AGO)));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aPersonIsOneRowOfTheirFirstShareUnderTheLatestName() {
        rig.deliver(
                story.shown(entry(ANNA_BY_PROOF, HOUR_AGO.plusSeconds(60), link)),
                story.shown(entry(ANNA, HOUR_AGO, link)),
                story.shown(
                        entry(renamed(ANNA_BY_PROOF, "Anna B. (away)"), HOUR_AGO.plusSeconds(90), story.link("b"))));
        var sharers = rig.as(story.user)
                .get("feed?order=newest")
                .data()
                .path("items")
                .get(1)
                .path("sharers");
        assertThat(sharers).hasSize(1);
        var anna = sharers.get(0);
        assertThat(anna.path("name").asText()).isEqualTo("Anna B. (away)");
        assertThat(anna.path("handle").asText()).isEqualTo("@annab@server.example");
        assertThat(anna.path("network").asText()).isEqualTo("mastodon");
        assertThat(anna.path("text").asText()).isEqualTo("what Anna Berg wrote");
        assertThat(anna.path("sharedAt").asText()).isEqualTo(HOUR_AGO.toString());
        assertThat(anna.path("self").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNewestEntrySaysWhoSomebodyIsWheneverItComes(boolean reverse) {
        var messages = Arrays.asList(
                story.shown(entry(ANNA_BY_LIKENESS, HOUR_AGO, link)),
                story.shown(entry(ANNA, HOUR_AGO, link)),
                story.shown(entry(renamed(ANNA, "Somebody else"), HOUR_AGO.plusSeconds(1), link)));
        if (reverse) {
            Collections.reverse(messages);
        }
        messages.forEach(rig::deliver);
        assertThat(count()).isEqualTo(2);
        assertThat(article().path("sharers").findValuesAsText("name")).contains("Somebody else");
    }

    @Test
    void peopleAreCountedOnceByTheFilterAndAmongTheHidden() {
        shared(ANNA, ANNA_BY_PROOF, ANNA_BY_LIKENESS);
        assertThat(names(rig.as(story.user).get("feed?minSharers=2"))).isEmpty();
        rig.deliver(
                story.hidden(entry(ANNA, HOUR_AGO, story.link("hidden")), 0),
                story.hidden(entry(ANNA_BY_PROOF, HOUR_AGO, story.link("hidden")), 0));
        var hidden = rig.as(story.user).get("feed/hidden").data().path("items").get(0);
        assertThat(hidden.path("sharerCount").asInt()).isEqualTo(1);
        assertThat(hidden.path("sharers")).hasSize(1);
    }

    @Test
    void whatAnotherReaderHasAndSaysChangesNothing() {
        var other = new Story();
        shared(ANNA_BY_PROOF, ANNA_BY_LIKENESS);
        rig.deliver(
                other.shown(entry(ANNA, HOUR_AGO, link)),
                other.shown(entry(renamed(ANNA_BY_LIKENESS, "Leaked"), HOUR_AGO.plusSeconds(5), link)),
                other.shown(entry(BOB, HOUR_AGO, link)));
        assertThat(count()).isEqualTo(2);
        assertThat(article().path("sharers").findValuesAsText("name"))
                .containsExactlyInAnyOrder("A. B.", "anna berg 🌲");

        var ids = rig.as(other.user).get("sharers").data().path("items").findValuesAsText("id");
        assertThat(rig.as(other.user)
                        .put("sharers/" + ids.getFirst(), Map.of("accounts", ids))
                        .code())
                .isEqualTo(200);
        assertThat(count()).isEqualTo(2);
        assertThat(rig.as(story.user).get("sharers").data().path("totalItems").asInt())
                .isEqualTo(2);
    }

    @Test
    void anEntryOfTwoReadersTellsEachOfTheirOwnPersonsAlone() {
        var other = new Story();
        var both = entry(ANNA, HOUR_AGO, link);
        rig.deliver(Story.screened(
                both,
                new Verdict(story.user, 0, List.of(story.subscription), null, List.of()),
                new Verdict(other.user, 0, List.of(other.subscription), null, List.of())));
        rig.deliver(other.shown(entry(ANNA_BY_PROOF, HOUR_AGO, link)));
        shared(ANNA_BY_LIKENESS);
        assertThat(persons(story)).containsExactlyInAnyOrder("likeness 2");
        assertThat(persons(other)).containsExactlyInAnyOrder("proof 2");
    }

    private static List<String> persons(Story of) {
        return rig.as(of.user)
                .get("sharers")
                .data()
                .path("items")
                .valueStream()
                .map(item -> item.path("merged").asText() + " "
                        + item.path("accounts").size())
                .toList();
    }

    @Test
    void theEndOfASubscriptionTakesItsAccountsFromThePersons() {
        shared(ANNA);
        var other = UUID.randomUUID();
        rig.deliver(Story.screened(
                entry(ANNA_BY_PROOF, HOUR_AGO, link), new Verdict(story.user, 0, List.of(other), null, List.of())));
        assertThat(persons(story)).containsExactly("proof 2");
        rig.deliver(story.unsubscribed());
        assertThat(persons(story)).containsExactly("null 1");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void idsAreMadeOfReaderAndAccount() throws SQLException {
        shared(ANNA);
        var id = article().path("sharers").get(0).path("id").asText();
        assertThat(id)
                .isEqualTo(NamedId.of("sharer", story.user + ":" + ANNA.key()).toString());
        assertThat(rig.number("SELECT count(*) FROM sharer WHERE id = CAST(? AS uuid)", id))
                .isEqualTo(1);
    }

    @Test
    void whoSharesTheirOwnSiteIsTagged() {
        var own = Story.linkTo("https://www.anna.example/post");
        var below = Story.linkTo("https://blog.anna.example/post");
        var elsewhere = Story.linkTo("https://www.notanna.example/post");
        rig.deliver(
                story.shown(entry(ANNA_BY_LIKENESS, HOUR_AGO, own, below, elsewhere)),
                story.shown(entry(ANNA, HOUR_AGO, story.link("b"))),
                story.shown(entry(BOB, HOUR_AGO, own, below, elsewhere)),
                story.shown(entry(feed("Anna's blog", "anna.example"), HOUR_AGO, own)));
        assertThat(selves(own)).isEqualTo(Map.of("Anna Berg", true, "Bob", false, "Anna's blog", true));
        assertThat(selves(below)).isEqualTo(Map.of("Anna Berg", true, "Bob", false));
        assertThat(selves(elsewhere)).isEqualTo(Map.of("Anna Berg", false, "Bob", false));
    }

    @Test
    void aHandleBelowADomainIsNoProofOfTheDomain() {
        var network = Story.linkTo("https://www.bsky.social/about");
        var own = Story.linkTo("https://bob.bsky.social/about");
        rig.deliver(story.shown(entry(BOB, HOUR_AGO, network, own)));
        assertThat(selves(network)).isEqualTo(Map.of("Bob", false));
        assertThat(selves(own)).isEqualTo(Map.of("Bob", true));
    }

    /** By name, whether the article is tagged as their own; counted all the same. */
    private Map<String, Boolean> selves(EntryLink of) {
        var article = rig.as(story.user)
                .get("feed")
                .data()
                .path("items")
                .valueStream()
                .filter(item -> item.path("url").asText().equals(of.url()))
                .findFirst()
                .orElseThrow();
        assertThat(article.path("sharerCount").asInt())
                .isEqualTo(article.path("sharers").size());
        return article.path("sharers")
                .valueStream()
                .collect(Collectors.toMap(
                        sharer -> sharer.path("name").asText().startsWith("anna")
                                ? "Anna Berg"
                                : sharer.path("name").asText(),
                        sharer -> sharer.path("self").asBoolean(false)));
    }

    @Test
    void aChangedKeyOfAnEntryLeavesNobodyBehind() {
        var id = UUID.randomUUID();
        rig.deliver(story.shown(Story.version(id, 1, ANNA, HOUR_AGO, link)));
        rig.deliver(story.shown(Story.version(id, 2, ANNA_BY_PROOF, HOUR_AGO, link)));
        assertThat(persons(story)).containsExactly("null 1");
    }

    @Test
    void manyDifferentSitesAreStoredInOneBatch() {
        List<EntryScreened> batch = List.of(
                story.shown(entry(mastodon("A", "a@s.example", "a.example", "b.example"), HOUR_AGO, link)),
                story.shown(entry(mastodon("C", "c@s.example"), HOUR_AGO, link)),
                story.shown(entry(mastodon("D", "d@s.example", "d.example"), HOUR_AGO, link)));
        rig.handle(batch);
        var items = rig.as(story.user).get("sharers").data().path("items");
        assertThat(items.valueStream()
                        .map(item -> item.path("accounts").get(0).path("sites").size()))
                .containsExactly(2, 0, 1);
    }
}
