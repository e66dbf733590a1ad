package org.broadsheet.feed.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private final List<Account> accounts = new ArrayList<>();

    private void mastodon(String key, String name, String handle, String... sites) {
        add(key, "mastodon", name, handle, sites);
    }

    private void bluesky(String key, String name, String handle) {
        add(key, "bluesky", name, handle, handle);
    }

    private void x(String key, String name, String handle) {
        add(key, "x", name, handle);
    }

    private void add(String key, String network, String name, String handle, String... sites) {
        var id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        accounts.add(new Account(id, key, network, name, handle, List.of(sites)));
    }

    /** Those of more than one account, as their keys and why they are one; whatever the order in which they are told. */
    private Map<String, String> merged() {
        var found = merged(accounts);
        var shuffled = new ArrayList<>(accounts);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(merged(shuffled)).isEqualTo(found);
        }
        return found;
    }

    private Map<String, String> merged(List<Account> told) {
        var persons = Discovery.among(told);
        assertThat(persons.stream().flatMap(person -> person.accounts().stream()))
                .containsExactlyInAnyOrderElementsOf(accounts);
        assertThat(persons)
                .allSatisfy(person -> assertThat(person.merged() == null)
                        .isEqualTo(person.accounts().size() == 1));
        return persons.stream()
                .filter(person -> person.accounts().size() > 1)
                .collect(Collectors.toMap(
                        person -> String.join(
                                " ",
                                new TreeSet<>(person.accounts().stream()
                                        .map(Account::key)
                                        .toList())),
                        person -> String.valueOf(person.merged())));
    }

    @Test
    void aVerifiedSiteThatIsAHandleIsProof() {
        mastodon("m", "Anna", "anna@server.example", "anna.example");
        bluesky("b", "Dr. A.", "anna.example");
        assertThat(merged()).isEqualTo(Map.of("b m", "PROOF"));
    }

    @Test
    void aSiteWithItsOldPrefixIsTheSameSite() {
        mastodon("m", "Anna", "anna@server.example", "other.example", "www.anna.example");
        bluesky("b", "Dr. A.", "anna.example");
        assertThat(merged()).isEqualTo(Map.of("b m", "PROOF"));
    }

    @Test
    void neitherTheDomainAboveAHandleNorAHandleBelowItIsProof() {
        mastodon("paper", "The Paper", "paper@server.example", "paper.example");
        bluesky("reporter", "Anna", "anna.paper.example");
        mastodon("blogger", "Bob", "bob@server.example", "blog.bob.example");
        bluesky("bob", "Robert", "bob.example");
        assertThat(merged()).isEmpty();
    }

    @Test
    void twoAccountsOfOneNetworkThatProveOneHandleAreOnePerson() {
        mastodon("m1", "Anna", "anna@server.example", "anna.example");
        mastodon("m2", "Anna's photos", "photos@pictures.example", "anna.example");
        bluesky("b", "Anna", "anna.example");
        assertThat(merged()).isEqualTo(Map.of("b m1 m2", "PROOF"));
    }

    @Test
    void aSiteOfTwoMastodonAccountsAloneProvesNothing() {
        mastodon("m1", "Anna", "anna@server.example", "team.example");
        mastodon("m2", "Bob", "bob@server.example", "team.example");
        add("feed", "feed", "Team", "", "team.example");
        assertThat(merged()).isEmpty();
    }

    @Test
    void aHandleThatTwoSeemToHaveProvesNothing() {
        mastodon("m", "Anna", "anna@server.example", "anna.example");
        bluesky("old", "Anna", "anna.example");
        bluesky("new", "Ann", "anna.example");
        assertThat(merged()).isEmpty();
    }

    @Test
    void nameAndStemAlikeAtDifferentNetworksAreOnePerson() {
        mastodon("m", "Anna Berg (she/her)", "annab@server.example");
        bluesky("b", "anna berg 🌲", "annab.bsky.social");
        x("x", "Anna Berg", "AnnaB");
        assertThat(merged()).isEqualTo(Map.of("b m x", "LIKENESS"));
    }

    @Test
    void twoAnnasStayTwo() {
        mastodon("m", "Anna", "anna.berg@server.example");
        bluesky("b", "Anna", "annatal.bsky.social");
        x("x", "Anna Tal", "anna_berg");
        mastodon("m2", "Anna Berg", "anna@server.example");
        bluesky("b2", "Anna Tal", "anna.bsky.social");
        assertThat(merged()).isEmpty();
    }

    @Test
    void likenessWithinOneNetworkIsNothing() {
        mastodon("m1", "Anna", "anna@server.example");
        mastodon("m2", "Anna", "anna@other.example");
        assertThat(merged()).isEmpty();
    }

    @Test
    void twoCandidatesAtOneNetworkLeaveAllOfThemAlone() {
        mastodon("m1", "Anna", "anna@server.example");
        mastodon("m2", "Anna", "anna@other.example");
        bluesky("b", "Anna", "anna.bsky.social");
        x("x", "Anna", "anna");
        assertThat(merged()).isEmpty();
    }

    @Test
    void twoCandidatesThatAreProvedToBeOneAreOne() {
        mastodon("m1", "Anna", "anna@server.example", "anna.example");
        mastodon("m2", "Anna", "anna@other.example", "anna.example");
        bluesky("b", "Anna", "anna.example");
        x("x", "Anna", "anna");
        assertThat(merged()).isEqualTo(Map.of("b m1 m2 x", "LIKENESS"));
    }

    @Test
    void likenessDoesNotBringASecondAccountOfANetworkByWayOfAProof() {
        mastodon("m1", "Anna", "anna@server.example", "berg.example");
        bluesky("b", "A. Berg", "berg.example");
        mastodon("m2", "A. Berg", "berg.example@other.example");
        assertThat(merged()).isEqualTo(Map.of("b m1", "PROOF"));
    }

    @Test
    void twoLikenessesThatContradictEachOtherAreBothLeft() {
        mastodon("m", "Anna", "anna@server.example", "berg.example");
        bluesky("b", "A. Berg", "berg.example");
        x("x1", "Anna", "anna");
        x("x2", "A. Berg", "berg.example");
        assertThat(merged()).isEqualTo(Map.of("b m", "PROOF"));
    }

    @Test
    void anAmbiguityElsewhereLeavesWhatIsClear() {
        mastodon("m1", "Anna", "anna@server.example");
        mastodon("m2", "Anna", "anna@other.example");
        bluesky("b", "Bob", "bob.bsky.social");
        x("x", "Bob", "bob");
        assertThat(merged()).isEqualTo(Map.of("b x", "LIKENESS"));
    }

    @Test
    void feedsAreNeverFoundToBeAnybody() {
        add("source:1", "feed", "Anna", "anna", "anna.example");
        bluesky("b", "Anna", "anna.example");
        x("x", "Anna", "anna");
        assertThat(merged()).isEmpty();
    }
}
