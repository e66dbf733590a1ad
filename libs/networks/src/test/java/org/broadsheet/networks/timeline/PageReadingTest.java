package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no recording has: rare answers, hostile ones, and every place where a link may be. */
class PageReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String ACCOUNT =
            "'account': {'acct': 'ann', 'uri': 'https://m.example/users/ann', 'avatar': 'http://m.example/a.png'}";
    private static final String AUTHOR = "'author': {'did': 'did:plc:ann', 'handle': 'ann.example'}";

    private static PageResult.Page page(String network, String json) {
        var result = Answered.reader(network).read(Answered.of(200, Map.of(), json), NOW);
        assertThat(result).isInstanceOf(PageResult.Page.class);
        return (PageResult.Page) result;
    }

    private static Post mastodon(String fields) {
        return page(
                        "mastodon",
                        "[{'id': '1', 'uri': 'https://m.example/1', 'visibility': 'public', " + ACCOUNT + ", " + fields
                                + "}]")
                .readable()
                .getFirst();
    }

    private static Post bluesky(String fields) {
        return page(
                        "bluesky",
                        "{'feed': [{'post': {'uri': 'at://did:plc:ann/app.bsky.feed.post/1', " + AUTHOR + ", " + fields
                                + "}}]}")
                .readable()
                .getFirst();
    }

    @Test
    void linksOfMastodonAreThoseOfTextCardAndQuotesAndNoOthers() {
        var quoted =
                "{'id': '2', 'uri': 'https://q.example/2', 'visibility': 'public', 'content': '<a href=~https://n.example/quoted~>x</a>'"
                        + ", 'quote': {'state': 'accepted', 'quoted_status': {'visibility': 'public', 'content': '<a href=~https://n.example/deep~>x</a>'"
                        + ", 'quote': {'state': 'accepted', 'quoted_status': {'content': '<a href=~https://n.example/too-deep~>x</a>'}}}}}";
        var post = mastodon("'content': '<p><a href=~https://m.example/@bob~ class=~u-url mention~>@bob</a>"
                + " <a href=~https://m.example/tags/a~ class=~mention hashtag~>#a</a>"
                + " <a href=~https://m.example/t/b~ rel=~tag~>#b</a> <a href=~https://m.example/@carl~>carl</a>"
                + " <a href=~https://n.example/text?a=1&b=2~><span class=~invisible~>https://</span>n.example</a>"
                + " <a href=~https://m.example/1~>self</a> <a href=~https://f.example/pic.png~>p</a></p>'"
                + ", 'mentions': [{'url': 'https://m.example/@carl'}], 'media_attachments': [{'url': 'https://f.example/pic.png'}]"
                + ", 'card': {'url': 'https://n.example/card', 'title': 'A card'}, 'quote': {'state': 'accepted', 'quoted_status': "
                + quoted + "}");
        assertThat(post.links())
                .containsExactly(
                        new PostLink("https://n.example/text?a=1&b=2", null),
                        new PostLink("https://n.example/card", "A card"),
                        new PostLink("https://n.example/quoted", null),
                        new PostLink("https://n.example/deep", null));
        assertThat(post.kind()).isEqualTo(PostKind.QUOTE);
        assertThat(post.sharer().avatar()).isNull();
    }

    @Test
    void aQuoteThatWasNotAgreedToIsNotRead() {
        assertThat(mastodon(
                                "'quote': {'state': 'pending', 'quoted_status': {'content': '<a href=~https://n.example/1~>x</a>'}}")
                        .links())
                .isEmpty();
    }

    @Test
    void aContentWarningStandsBeforeTheTextWhichIsCut() {
        var post = mastodon("'spoiler_text': 'food', 'content': '<p>" + "soup ".repeat(200) + "</p>'");
        assertThat(post.text()).startsWith("[food] soup soup").hasSizeLessThanOrEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"public,true", "unlisted,true", "private,false", "direct,false", "something,false"})
    void whatIsNotForEveryoneIsTold(String visibility, boolean isPublic) {
        assertThat(mastodon("'visibility': '" + visibility + "'").isPublic()).isEqualTo(isPublic);
    }

    @ParameterizedTest
    @CsvSource({
        "hide, home, , true",
        "hide, home, 2026-11-22T00:00:00Z, true",
        "hide, home, 2026-11-20T00:00:00Z, false",
        "hide, public, , false",
        "warn, home, , false",
        "blur, home, , false",
        "new, home, , false"
    })
    void theReadersOwnFiltersHideWhatTheyHideAtHome(String action, String context, String expires, boolean hidden) {
        var end = expires == null ? "null" : "'" + expires + "'";
        assertThat(mastodon("'filtered': [{'filter': {'filter_action': '" + action + "', 'context': ['" + context
                                + "'], 'expires_at': " + end + "}}]")
                        .hidden())
                .isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource({
        "2036-01-01T00:00:00Z,2026-11-21T08:10:00Z",
        "1999-01-01T00:00:00Z,2016-11-21T08:00:00Z",
        "soon,2026-11-21T08:00:00Z"
    })
    void timesAreKeptWithinTenYearsAndTenMinutes(String claimed, Instant shared) {
        assertThat(mastodon("'created_at': '" + claimed + "'").sharedAt()).isEqualTo(shared);
    }

    @Test
    void linksOfBlueskyAreInTextCardsAndQuotesTwoLevelsDeep() {
        var deep =
                "{'$type': 'app.bsky.embed.record#view', 'record': {'$type': 'app.bsky.embed.record#viewRecord', 'value': {}, 'embeds':"
                        + " [{'$type': 'app.bsky.embed.external#view', 'external': {'uri': 'https://n.example/deep', 'title': 'Deep'}}]}}";
        var quoted = "{'$type': 'app.bsky.embed.record#viewRecord', 'value': {'facets': ["
                + facet("https://n.example/quoted") + "]}, 'embeds': [" + deep + "]}";
        var post =
                bluesky("'record': {'text': 'see', 'langs': ['de'], 'facets': [" + facet("https://n.example/1") + ", "
                        + facet("https://n.example/2") + ", " + facet("https://bsky.app/profile/x")
                        + ", {'features': [{'$type': 'x#new', 'uri': 'https://n.example/no'}]}]}"
                        + ", 'embed': {'$type': 'app.bsky.embed.recordWithMedia#view', 'media': {'$type': 'app.bsky.embed.external#view',"
                        + " 'external': {'uri': 'https://n.example/2', 'title': 'Two'}}, 'record': {'$type': 'app.bsky.embed.record#view', 'record': "
                        + quoted + "}}");
        assertThat(post.links())
                .containsExactly(
                        new PostLink("https://n.example/1", null),
                        new PostLink("https://n.example/2", "Two"),
                        new PostLink("https://n.example/quoted", null),
                        new PostLink("https://n.example/deep", "Deep"));
        assertThat(post.kind()).isEqualTo(PostKind.QUOTE);
        assertThat(post.language()).isEqualTo("de");
    }

    @Test
    void whoIsMutedAtBlueskyIsHidden() {
        var muted = "'author': {'did': 'did:plc:b', 'handle': 'b.example', 'viewer': {'muted': true}}";
        assertThat(bluesky(muted).hidden()).isTrue();
        assertThat(bluesky("'record': {}").hidden()).isFalse();
    }

    private static String facet(String uri) {
        return "{'features': [{'$type': 'app.bsky.richtext.facet#link', 'uri': '" + uri + "'}]}";
    }

    @ParameterizedTest
    @CsvSource({
        "posts,referenced_posts,note_post,edit_history_post_ids",
        "tweets,referenced_tweets,note_tweet,edit_history_tweet_ids"
    })
    void xIsReadWithItsOldNamesAndItsNewOnes(String posts, String referenced, String note, String history) {
        var page = page(
                "x",
                "{'data': [{'id': '9', 'author_id': '1', 'text': 'RT @b: cut', '" + history + "': ['7', '9'], '"
                        + referenced
                        + "': [{'type': 'retweeted', 'id': '5'}], 'created_at': '2026-11-21T07:00:00Z'}], 'includes': {'users': [{'id': '1', 'username': 'ann', 'name': 'Ann'},"
                        + " {'id': '2', 'username': 'bob', 'name': 'Bob', 'protected': true}], '" + posts
                        + "': [{'id': '5', 'author_id': '2', 'text': 'long', 'lang': 'en', '" + note
                        + "': {'text': 'longer &amp; whole https://t.co/a https://t.co/m', 'entities': {'urls': [{'url': 'https://t.co/a', 'display_url': 'n.example/a', 'expanded_url':"
                        + " 'https://s.example/a', 'unwound_url': 'https://n.example/a', 'title': 'A'}, {'url': 'https://t.co/m', 'media_key': '3_1', 'expanded_url':"
                        + " 'https://x.com/bob/status/5/photo/1'}, {'url': 'https://t.co/q', 'expanded_url': 'https://twitter.com/c/status/4'}]}}}]}, 'meta': {'result_count': 1}}");
        var bob = new NetworkAccount("2", "Bob", "bob", null, List.of());
        assertThat(page.readable())
                .containsExactly(new Post(
                        "7",
                        "5",
                        "9",
                        new NetworkAccount("1", "Ann", "ann", null, List.of()),
                        bob,
                        PostKind.REPOST,
                        "https://x.com/bob/status/5",
                        "longer & whole n.example/a",
                        "en",
                        Instant.parse("2026-11-21T07:00:00Z"),
                        List.of(new PostLink("https://n.example/a", "A")),
                        false,
                        false));
        assertThat(page.posts()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon, '[{}, 7, null, [], {^id^: ^1^}, {^id^: ^2^, ^account^: {}}, {^id^: {}}]', 2, 7",
        "bluesky, '{^feed^: [{}, 7, null, {^post^: {^uri^: ^at://x/y/z^}}, {^post^: {^uri^: 1}}]}', 1, 5",
        "x, '{^data^: [{}, 7, null, {^id^: ^1^}], ^includes^: 3}', 1, 4"
    })
    void whatCanNotBeReadIsSkippedAndCounted(String network, String json, int known, int skipped) {
        var page = page(network, json.replace('^', '\''));
        assertThat(page.items()).hasSize(known);
        assertThat(page.readable()).isEmpty();
        assertThat(page.skipped()).isEqualTo(skipped);
    }

    @Test
    void hostilePagesAreReadWithinLimits() {
        var attachments = "{'url': 'https://f.example/1'},".repeat(10_000) + "{}";
        var huge = mastodon("'media_attachments': [" + attachments + "], 'content': '" + "lorem ipsum ".repeat(900_000)
                + "', 'spoiler_text': '" + "x".repeat(1_000_000) + "'");
        assertThat(huge.text()).hasSizeLessThanOrEqualTo(500);
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(Answered.reader("mastodon").read(Answered.of(200, Map.of(), deep), NOW))
                .isInstanceOf(PageResult.Failed.class);
        var links = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            links.append(facet("https://n.example/" + i)).append(',');
        }
        assertThat(bluesky("'record': {'facets': [" + links + "{}]}").links()).hasSize(LinkSet.MAX_LINKS);
    }
}
