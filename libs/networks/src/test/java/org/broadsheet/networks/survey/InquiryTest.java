package org.broadsheet.networks.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.events.Mute;
import org.broadsheet.events.Network;
import org.broadsheet.events.OfferedTimeline;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.links.fetch.FailureKind;
import org.broadsheet.networks.survey.Finding.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of networks, and what is made of any answer. */
class InquiryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final URI API = URI.create("https://social.example");
    private static final String DID = "did:plc:ann";

    private final List<URI> asked = new ArrayList<>();

    private Finding ask(Network network, SurveyPart part, Function<URI, ApiResult> server) {
        var inquiry = Inquiry.about(network, API, DID).stream()
                .filter(one -> one.part() == part)
                .findFirst()
                .orElseThrow();
        for (var request = inquiry.next(); request.isPresent(); request = inquiry.next()) {
            asked.add(request.get().uri());
            inquiry.take(server.apply(request.get().uri()), NOW);
        }
        return inquiry.finding();
    }

    private static ApiResult answer(int status, Map<String, String> headers, String body) {
        return new ApiResult.Answered(status, headers, body.getBytes(UTF_8));
    }

    private static ApiResult json(String body) {
        return answer(200, Map.of(), body.replace('\'', '"'));
    }

    private static List<Mute> mutes(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Found.class);
        return ((Finding.Found) finding).mutes();
    }

    private static List<OfferedTimeline> timelines(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Found.class);
        return ((Finding.Found) finding).timelines();
    }

    @Test
    void listsOfMastodonAreOfferedWithPlainTitlesAndNoneTooLong() {
        var found = ask(
                Network.MASTODON, SurveyPart.TIMELINES, uri -> json("""
                [{'id': '7', 'title': 'Friends\\n\\u0007 of mine'}, {'id': '7', 'title': 'again'}, {'id': '8', 'title': '%s'},
                 {'id': '%s', 'title': 'too long'}, {'title': 'nothing to ask it by'}, {'id': '9', 'title': ''}, 5]""".formatted("x".repeat(500), "y".repeat(300))));
        assertThat(timelines(found))
                .containsExactly(
                        new OfferedTimeline("list/7", "Friends of mine"),
                        new OfferedTimeline("list/8", "x".repeat(100)),
                        new OfferedTimeline("list/9", "List 9"));
        assertThat(asked).containsExactly(API.resolve("/api/v1/lists"));
    }

    @Test
    void noMoreTimelinesThanAMessageTakes() {
        var lists = IntStream.range(0, 500)
                .mapToObj(i -> "{'id': '" + i + "', 'title': 'List'}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(timelines(ask(Network.MASTODON, SurveyPart.TIMELINES, uri -> json(lists))))
                .hasSize(99);
    }

    @Test
    void filtersOfTheHomeTimelineMuteTheirWords() {
        var found = ask(Network.MASTODON, SurveyPart.WORDS, uri -> json("""
                [{'context': ['home', 'public'], 'filter_action': 'hide', 'expires_at': null, 'keywords': [
                    {'keyword': ' two  words ', 'whole_word': true}, {'keyword': 'part', 'whole_word': false}]},
                 {'context': ['home'], 'filter_action': 'warn', 'expires_at': '2026-12-01T00:00:00.000Z', 'keywords': [
                    {'keyword': 'until', 'whole_word': true}]},
                 {'context': ['home'], 'filter_action': 'blur', 'keywords': [{'keyword': 'blurred', 'whole_word': true}]},
                 {'context': ['thread'], 'filter_action': 'hide', 'keywords': [{'keyword': 'elsewhere', 'whole_word': true}]},
                 {'context': ['home'], 'filter_action': 'hide', 'expires_at': '2026-11-21T12:00:00Z', 'keywords': [
                    {'keyword': 'over', 'whole_word': true}]},
                 {'context': ['home'], 'filter_action': 'hide', 'keywords': [{'keyword': '%s'}, {'keyword': ''}, {}]}]""".formatted("x".repeat(251))));
        assertThat(mutes(found))
                .containsExactly(
                        Mute.word("two words", true, null),
                        Mute.word("part", false, null),
                        Mute.word("until", true, Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(asked).containsExactly(API.resolve("/api/v2/filters"));
    }

    @Test
    void filtersFromBeforeAreReadWhereThereAreNoOthers() {
        var found = ask(
                Network.MASTODON,
                SurveyPart.WORDS,
                uri -> uri.getPath().contains("v2") ? answer(404, Map.of(), "no") : json("""
                        [{'phrase': 'animes', 'context': ['home'], 'whole_word': false, 'expires_at': null},
                         {'phrase': 'other', 'context': ['public'], 'whole_word': true}]"""));
        assertThat(mutes(found)).containsExactly(Mute.word("animes", false, null));
    }

    @Test
    void mutedAccountsAreReadPageByPageUnderTheKeysOfTheirPosts() {
        var found = ask(
                Network.MASTODON,
                SurveyPart.MUTED,
                uri -> uri.getRawQuery().contains("max_id=p%202")
                        ? json("[{'id': '2', 'acct': 'local', 'url': 'https://social.example/@local'}, {'id': '3'}]")
                        : answer(
                                200,
                                Map.of("link", "<https://evil.example/x?max_id=p%202&limit=80>; rel=\"next\""),
                                """
                        [{"acct": "bob@b.example", "uri": "https://b.example/users/bob", "url": "https://b.example/@bob",
                          "mute_expires_at": "2026-12-01T00:00:00Z"},
                         {"acct": "past@b.example", "uri": "https://b.example/users/past",
                          "mute_expires_at": "2026-11-01T00:00:00Z"}]"""));
        assertThat(mutes(found))
                .containsExactly(
                        Mute.account(
                                "mastodon:https://b.example/users/bob",
                                "bob@b.example",
                                Instant.parse("2026-12-01T00:00:00Z")),
                        Mute.account("mastodon:https://social.example/@local", "local@social.example", null));
        assertThat(asked)
                .containsExactly(
                        API.resolve("/api/v1/mutes?limit=80"), API.resolve("/api/v1/mutes?limit=80&max_id=p%202"));
    }

    @Test
    void domainBlocksMuteServers() {
        var found = ask(
                Network.MASTODON,
                SurveyPart.SERVERS,
                uri -> json("['Spam.Example', 'b.example', '', 'no server', 'a/b', 7]"));
        assertThat(mutes(found)).containsExactly(Mute.server("spam.example"), Mute.server("b.example"));
    }

    @Test
    void pagesWithoutEndEnd() {
        var found = ask(
                Network.MASTODON,
                SurveyPart.BLOCKED,
                uri -> answer(
                        200,
                        Map.of("Link", "<https://x/?max_id=" + asked.size() + ">; rel=\"next\""),
                        "[{\"acct\": \"a" + asked.size() + "@b.example\"}]"));
        assertThat(mutes(found)).hasSize(40);
        assertThat(asked).hasSize(40);
    }

    @Test
    void pagesThatTurnInACircleEnd() {
        var circle = Map.of("Link", "<https://x/?max_id=1>; rel=\"next\"");
        var found =
                ask(Network.MASTODON, SurveyPart.BLOCKED, uri -> answer(200, circle, "[{\"acct\": \"a@b.example\"}]"));
        assertThat(mutes(found)).hasSize(1);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aHugeListIsTakenUpToTheBound() {
        var domains = IntStream.range(0, 200)
                .mapToObj(i -> "\"d%d-" + i + ".example\"")
                .collect(Collectors.joining(",", "[", "]"));
        var found = ask(
                Network.MASTODON,
                SurveyPart.SERVERS,
                uri -> answer(
                        200,
                        Map.of("Link", "<https://x/?max_id=" + asked.size() + ">; rel=\"next\""),
                        domains.replace("%d", String.valueOf(asked.size()))));
        assertThat(mutes(found)).hasSize(1_000);
        assertThat(asked).hasSize(5);
    }

    @Test
    void savedFeedsAndListsOfBlueskyGetTheirTitles() {
        var feeds = IntStream.range(0, 30)
                .mapToObj(i -> "{'type': 'feed', 'value': 'at://did:plc:m/app.bsky.feed.generator/f" + i + "'}")
                .collect(Collectors.joining(","));
        var found = ask(Network.BLUESKY, SurveyPart.TIMELINES, uri -> switch (uri.getPath()) {
            case "/xrpc/app.bsky.actor.getPreferences" -> json("""
                    {'preferences': [{'$type': 'app.bsky.actor.defs#savedFeedsPref', 'saved': ['at://x/app.bsky.feed.generator/old'],
                      'pinned': []}, {'$type': 'app.bsky.actor.defs#savedFeedsPrefV2', 'items': [
                      {'type': 'timeline', 'value': 'following', 'pinned': true},
                      {'type': 'list', 'value': 'at://did:plc:bob/app.bsky.graph.list/3k'}, %s]}]}""".formatted(feeds));
            case "/xrpc/app.bsky.feed.getFeedGenerators" ->
                json(Arrays.stream(uri.getQuery().split("&"))
                        .map(pair -> pair.substring("feeds=".length()))
                        .filter(feed -> !feed.endsWith("/f3"))
                        .map(feed ->
                                "{'uri': '" + feed + "', 'displayName': 'Feed " + feed.charAt(feed.length() - 1) + "'}")
                        .collect(Collectors.joining(",", "{'feeds': [", "]}")));
            default -> json("""
                    {'lists': [{'uri': 'at://did:plc:ann/app.bsky.graph.list/own', 'name': 'Mine',
                       'purpose': 'app.bsky.graph.defs#curatelist'},
                      {'uri': 'at://did:plc:ann/app.bsky.graph.list/mod', 'name': 'Bad',
                       'purpose': 'app.bsky.graph.defs#modlist'}]}""");
        });
        assertThat(timelines(found))
                .hasSize(31)
                .contains(
                        new OfferedTimeline("list/at://did:plc:bob/app.bsky.graph.list/3k", "List 3k"),
                        new OfferedTimeline("feed/at://did:plc:m/app.bsky.feed.generator/f29", "Feed 9"),
                        new OfferedTimeline("list/at://did:plc:ann/app.bsky.graph.list/own", "Mine"))
                .noneMatch(
                        offered -> offered.id().endsWith("/f3") || offered.id().endsWith("/old"));
        assertThat(asked).hasSize(4).allMatch(uri -> uri.toString().startsWith("https://social.example/xrpc/"));
        assertThat(asked.getLast().getQuery()).startsWith("actor=" + DID);
    }

    @Test
    void thePreferenceFromBeforeCountsWhereThereIsNoOther() {
        var found = ask(Network.BLUESKY, SurveyPart.TIMELINES, uri -> switch (uri.getPath()) {
            case "/xrpc/app.bsky.actor.getPreferences" -> json("""
                    {'preferences': [{'$type': 'app.bsky.actor.defs#savedFeedsPref',
                      'pinned': ['at://did:plc:m/app.bsky.feed.generator/a'],
                      'saved': ['at://did:plc:m/app.bsky.feed.generator/b', 'at://did:plc:m/app.bsky.feed.generator/a']}]}""");
            case "/xrpc/app.bsky.feed.getFeedGenerators" -> json("""
                    {'feeds': [{'uri': 'at://did:plc:m/app.bsky.feed.generator/a', 'displayName': 'A'},
                      {'uri': 'at://did:plc:m/app.bsky.feed.generator/b', 'displayName': 'B'}]}""");
            default -> json("{'lists': []}");
        });
        assertThat(timelines(found)).extracting(OfferedTimeline::title).containsExactly("A", "B");
    }

    @Test
    void mutedWordsOfBlueskyAreReadExceptThoseThatSpareWhomOneFollows() {
        var found = ask(Network.BLUESKY, SurveyPart.WORDS, uri -> json("""
                {'preferences': [{'$type': 'app.bsky.actor.defs#mutedWordsPref', 'items': [
                  {'value': 'both', 'targets': ['content', 'tag'], 'actorTarget': 'all'},
                  {'value': 'onlytag', 'targets': ['tag']},
                  {'value': 'friends', 'targets': ['content'], 'actorTarget': 'exclude-following'},
                  {'value': 'over', 'targets': ['content'], 'expiresAt': '2026-11-01T00:00:00Z'},
                  {'value': 'soon', 'targets': ['content'], 'expiresAt': '2026-12-01T00:00:00Z'},
                  {'targets': ['content']}, {'value': 'nowhere', 'targets': []}]}]}"""));
        assertThat(mutes(found))
                .containsExactly(
                        Mute.word("both", true, null),
                        Mute.word("#onlytag", true, null),
                        Mute.word("soon", true, Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void mutedAccountsOfBlueskyAreReadPageByPage() {
        var found = ask(
                Network.BLUESKY,
                SurveyPart.MUTED,
                uri -> uri.getQuery().contains("cursor=c 1")
                        ? json("{'mutes': [{'did': 'did:plc:2'}]}")
                        : json("{'mutes': [{'did': 'did:plc:1', 'handle': 'one.example'}], 'cursor': 'c 1'}"));
        assertThat(mutes(found))
                .containsExactly(
                        Mute.account("bluesky:did:plc:1", "one.example", null),
                        Mute.account("bluesky:did:plc:2", "did:plc:2", null));
    }

    @Test
    void xHasNothingToAsk() {
        assertThat(Inquiry.about(Network.X, API, "7")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401,REFUSED", "403,DENIED", "400,BROKEN", "500,BROKEN", "302,BROKEN", "206,BROKEN"})
    void aRefusalHasItsCause(int status, Cause cause) {
        assertThat(ask(Network.MASTODON, SurveyPart.TIMELINES, uri -> answer(status, Map.of(), "{}")))
                .isEqualTo(new Finding.Failed(cause, null));
    }

    @Test
    void whatAServerDoesNotHaveIsNoFailure() {
        for (int status : new int[] {404, 405, 410, 501}) {
            assertThat(ask(Network.MASTODON, SurveyPart.WORDS, uri -> answer(status, Map.of(), "<html>")))
                    .isEqualTo(new Finding.Absent());
        }
        assertThat(ask(
                        Network.BLUESKY,
                        SurveyPart.MUTED,
                        uri -> answer(400, Map.of(), "{\"error\": \"MethodNotImplemented\"}")))
                .isEqualTo(new Finding.Absent());
    }

    @Test
    void aServerThatHasHadEnoughSaysWhen() {
        assertThat(ask(
                        Network.MASTODON,
                        SurveyPart.MUTED,
                        uri -> answer(429, Map.of("X-RateLimit-Reset", "2026-11-21T12:03:00.000Z"), "{}")))
                .isEqualTo(new Finding.Failed(Cause.RATE_LIMITED, NOW.plusSeconds(180)));
        assertThat(ask(Network.BLUESKY, SurveyPart.MUTED, uri -> answer(503, Map.of("Retry-After", "60"), "")))
                .isEqualTo(new Finding.Failed(Cause.RATE_LIMITED, NOW.plusSeconds(60)));
    }

    @Test
    void silenceIsAFailure() {
        assertThat(ask(
                        Network.MASTODON,
                        SurveyPart.MUTED,
                        uri -> new ApiResult.Failed(FailureKind.TIMED_OUT, "10.0.0.1")))
                .isEqualTo(new Finding.Failed(Cause.SILENT, null));
    }

    @Test
    void aPageThatFailsCostsAllOfItsPart() {
        assertThat(ask(
                        Network.BLUESKY,
                        SurveyPart.MUTED,
                        uri -> asked.size() == 1
                                ? json("{'mutes': [{'did': 'did:plc:1'}], 'cursor': 'c'}")
                                : answer(502, Map.of(), "<html>")))
                .isEqualTo(new Finding.Failed(Cause.BROKEN, null));
    }

    @ParameterizedTest
    @EnumSource(SurveyPart.class)
    void whatIsNoAnswerIsBroken(SurveyPart part) {
        for (var body : List.of("<html>Welcome</html>", "", "null", "\"text\"", "{\"error\": \"no\"}", "[[[[")) {
            assertThat(ask(Network.MASTODON, part, uri -> answer(200, Map.of(), body)))
                    .as(body)
                    .isEqualTo(new Finding.Failed(Cause.BROKEN, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "{}", "{\"preferences\": {}}", "{\"mutes\": 7}"})
    void whatIsNoAnswerOfBlueskyIsBroken(String body) {
        for (var inquiry : Inquiry.about(Network.BLUESKY, API, DID)) {
            assertThat(ask(Network.BLUESKY, inquiry.part(), uri -> answer(200, Map.of(), body)))
                    .isEqualTo(new Finding.Failed(Cause.BROKEN, null));
        }
    }
}
