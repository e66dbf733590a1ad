package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that real servers answered. */
class TimelineCorpusTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static List<String> links(PageResult.Page page) {
        return page.readable().stream()
                .flatMap(post -> post.links().stream())
                .map(PostLink::url)
                .toList();
    }

    private static long sharers(PageResult.Page page) {
        return page.readable().stream()
                .map(post -> post.sharer().key())
                .distinct()
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon/recordings/list_timeline.json, /api/v1/timelines/list/6, 0, 7, 0, 1",
        "mastodon/recordings/follow_with_notify_reblog.json, /api/v1/timelines/home, 0, 1, 0, 1",
        "mastodon/recordings/min_max_id.json, /api/v1/timelines/home, 0, 1, 0, 1",
        "mastodon/recordings/min_max_id.json, /api/v1/timelines/home, 1, 0, 0, 0",
        "mastodon/recordings/min_max_id.json, /api/v1/timelines/home, 2, 0, 0, 0",
        "mastodon/recordings/min_max_id.json, /api/v1/timelines/home, 3, 1, 0, 1",
        "mastodon/recordings/min_max_id_datetimes.json, /api/v1/timelines/home, 0, 1, 0, 1",
        "mastodon/recordings/min_max_id_datetimes.json, /api/v1/timelines/home, 1, 0, 0, 0",
        "mastodon/recordings/fetch_next_previous.json, /statuses?, 0, 5, 0, 1",
        "mastodon/recordings/fetch_next_previous.json, /statuses?, 1, 5, 0, 1",
        "mastodon/recordings/fetch_next_previous.json, /statuses?, 2, 5, 0, 1",
        "mastodon/recordings/get_pagination_info.json, /statuses?, 0, 5, 0, 1",
        "mastodon/recordings/status_post_with_quote.json, POST, 1, 1, 0, 1",
        "mastodon/recordings/entity_previewcard.json, /api/v1/statuses/, 0, 1, 1, 1",
        "mastodon/recordings/entity_previewcardauthor.json, /api/v1/statuses/, 0, 1, 1, 1",
        "mastodon/recordings/status_reblogged_by.json, /reblog, 0, 1, 0, 1",
        "mastodon/bigbone/public_timeline.json, '', 0, 20, 1, 19",
        "mastodon/bigbone/tag_timeline.json, '', 0, 20, 3, 17",
        "mastodon/bigbone/status.json, '', 0, 1, 0, 1",
        "mastodon/snac-2.96/home-page0.json, '', 0, 10, 9, 1",
        "mastodon/snac-2.96/home-page2.json, '', 0, 0, 0, 0",
        "bluesky/recorded/getTimeline-bob-page1.json, '', 0, 40, 0, 3",
        "bluesky/recorded/getTimeline-alice-page2.json, '', 0, 8, 0, 3",
        "x/twittered/user_timeline_example_v2.json, '', 0, 10, 0, 1",
        "x/docs-examples/x-api-fundamentals-data-dictionary-reference-0.json, '', 0, 1, 1, 1",
        "x/docs-examples/x-api-fundamentals-data-dictionary-reference-1.json, '', 0, 1, 1, 1",
    })
    void everyRecordedPageIsReadWhole(String file, String request, int nth, int posts, int links, long sharers) {
        var page = Recorded.page(file, request, nth, NOW);
        assertThat(page.readable()).hasSize(posts);
        assertThat(page.skipped()).isZero();
        assertThat(links(page)).hasSize(links);
        assertThat(sharers(page)).isEqualTo(sharers);
    }

    @Test
    void everyStatusOfTheRecordingsIsReadAndNoneIsSkipped() {
        var pages = Recorded.allStatuses(NOW);
        assertThat(pages).hasSize(48);
        assertThat(pages).allSatisfy(page -> assertThat(page.skipped()).isZero());
        assertThat(pages.stream().mapToInt(page -> page.readable().size()).sum())
                .isEqualTo(70);
    }

    @Test
    void mastodonsOwnPagesNameThoseAboveThemAndOthersDoNot() {
        var mastodon = Recorded.page("mastodon/recordings/list_timeline.json", "/api/v1/timelines/list/6", 0, NOW);
        assertThat(mastodon.climbs()).isTrue();
        assertThat(mastodon.newest()).isEqualTo("117020598436551261");
        assertThat(mastodon.older()).isEqualTo("117020574694606796");
        assertThat(mastodon.restUntil()).isNull();

        var snac = Recorded.page("mastodon/snac-2.96/home-page0.json", "", 0, NOW);
        assertThat(snac.climbs()).isFalse();
        assertThat(snac.older()).isEqualTo("1795220875f027eaeab3f4d23603539cc3eb9cc4b6");
        assertThat(Recorded.page("mastodon/snac-2.96/home-page2.json", "", 0, NOW)
                        .older())
                .isNull();
    }

    @Test
    void aPostOfSnacInFull() {
        var snac =
                Recorded.page("mastodon/snac-2.96/home-page0.json", "", 0, NOW).readable();
        var bob = new NetworkAccount("http://127.0.0.1:18001/bob", "bob", "bob@127.0.0.1:18001", null, List.of());
        assertThat(snac.getFirst())
                .isEqualTo(new Post(
                        "http://127.0.0.1:18001/bob/p/1795220879.906447",
                        null,
                        "",
                        bob,
                        bob,
                        PostKind.REPLY,
                        "http://127.0.0.1:18001/bob/p/1795220879.906447",
                        "reply https://reply.example/",
                        "en",
                        Instant.parse("2026-11-21T00:27:59Z"),
                        List.of(new PostLink("https://reply.example/", null)),
                        true,
                        false));
        // Followers only; and a bare & in an address.
        assertThat(snac)
                .filteredOn(post -> !post.isPublic())
                .singleElement()
                .satisfies(post ->
                        assertThat(post.links()).extracting(PostLink::url).containsExactly("https://priv.example/"));
        assertThat(snac)
                .flatExtracting(Post::links)
                .extracting(PostLink::url)
                .contains("https://example.org/a?x=1&utm_source=m");
    }

    @Test
    void aQuoteOfMastodonInFull() {
        var quote = Recorded.page("mastodon/recordings/status_post_with_quote.json", "POST", 1, NOW)
                .readable()
                .getFirst();
        var john = new NetworkAccount(
                "http://localhost:3000/ap/users/117020565966271181",
                "John Lennon",
                "mastodonpy_test@server.example",
                null,
                List.of());
        assertThat(quote)
                .isEqualTo(new Post(
                        "http://localhost:3000/ap/users/117020565966271181/statuses/117020582925004921",
                        null,
                        "",
                        john,
                        john,
                        PostKind.QUOTE,
                        "http://localhost:3000/@mastodonpy_test/117020582925004921",
                        "yoooooooo",
                        "en",
                        Instant.parse("2026-08-01T13:53:10.824Z"),
                        List.of(),
                        true,
                        false));
    }

    @Test
    void aBoostOfMastodonIsTheBoosters() {
        var boost = Recorded.page("mastodon/recordings/status_reblogged_by.json", "/reblog", 0, NOW)
                .readable()
                .getFirst();
        assertThat(boost.kind()).isEqualTo(PostKind.REPOST);
        assertThat(boost.reposted()).endsWith("/statuses/117020585505579935");
        assertThat(boost.id()).contains("117020585512776006");
    }

    @Test
    void aCardTellsTheTitleOfALinkInTheText() {
        var post = Recorded.page("mastodon/recordings/entity_previewcardauthor.json", "/api/v1/statuses/", 0, NOW)
                .readable()
                .getFirst();
        assertThat(post.links()).singleElement().satisfies(link -> {
            assertThat(link.url()).isEqualTo("https://halcy.itch.io/cat-game");
            assertThat(link.title()).isNotBlank();
        });
        assertThat(post.author().handle()).isEqualTo("halcy@icosahedron.website");
    }

    @Test
    void aRepostOfBlueskyInFull() {
        var page = Recorded.page("bluesky/recorded/getTimeline-bob-page1.json", "", 0, NOW);
        assertThat(page.older())
                .isEqualTo("1657846047914__bafyreiaao6tpl42gfw3tcetzrzgzyxv7h6icdma5tb5hfvtz64rrtkcj44");
        var mod = "at://did:plc:dww2pvwr226tegnphkn6vhog/app.bsky.feed.post/3n2rtneols22w";
        assertThat(page.readable())
                .filteredOn(post -> post.kind() == PostKind.REPOST)
                .containsExactly(new Post(
                        mod + " at://did:plc:flkwwoatphnalouuoas6tzyg/app.bsky.feed.repost/3n2rtneudf22w",
                        mod,
                        "bafyreiglo7n2tntusxk7ywq7bmaru45bf2qaorlml7ilfaeoedg6em4yza",
                        new NetworkAccount(
                                "did:plc:flkwwoatphnalouuoas6tzyg", "Alice", "alice.test", null, List.of("alice.test")),
                        new NetworkAccount(
                                "did:plc:dww2pvwr226tegnphkn6vhog", "mod.test", "mod.test", null, List.of("mod.test")),
                        PostKind.REPOST,
                        "https://bsky.app/profile/did:plc:dww2pvwr226tegnphkn6vhog/post/3n2rtneols22w",
                        "Captain, how soon can we land? I can't tell. You can tell me, I'm a doctor.",
                        null,
                        Instant.parse("2022-07-15T00:47:29.914Z"),
                        List.of(),
                        true,
                        false));
        assertThat(page.readable())
                .filteredOn(post -> post.kind() == PostKind.REPLY)
                .hasSize(35);
    }

    @Test
    void aPostOfXInFull() {
        var post = Recorded.page("x/docs-examples/x-api-fundamentals-data-dictionary-reference-0.json", "", 0, NOW)
                .readable()
                .getFirst();
        var account = new NetworkAccount(
                "2244994945",
                "Twitter Dev",
                "TwitterDev",
                "https://pbs.twimg.com/profile_images/1283786620521652229/lEODkLTh_normal.jpg",
                List.of());
        assertThat(post)
                .isEqualTo(new Post(
                        "1307025659294674945",
                        null,
                        "",
                        account,
                        account,
                        PostKind.REPLY,
                        "https://x.com/TwitterDev/status/1307025659294674945",
                        "Here’s an article that highlights the updates in the new Tweet payload v2 dev.to/twitterdev/und…",
                        "en",
                        Instant.parse("2020-09-18T18:36:15Z"),
                        List.of(new PostLink(
                                "https://dev.to/twitterdev/understanding-the-new-tweet-payload-in-the-twitter-api-v2-1fg5",
                                "Understanding the new Tweet payload in the X API v2")),
                        true,
                        false));
    }

    @Test
    void xPostsWithoutAnAuthorAreSkippedAndCounted() {
        var page = Recorded.page(
                "x/docs-examples/x-api-posts-timelines-quickstart-reverse-chron-quickstart-1.json", "", 0, NOW);
        assertThat(page.items())
                .extracting(PageItem::key)
                .containsExactly("1524796546306478083", "1524468552404668416");
        assertThat(page.skipped()).isEqualTo(2);
        assertThat(page.older()).isEqualTo("7140dibdnow9c7btw421dyz6jism75z99gyxd8egarsc4");
    }

    @Test
    void errorsBesideDataCostNothing() {
        var page = Recorded.page("x/docs-examples/x-api-fundamentals-response-codes-and-errors-1.json", "", 0, NOW);
        assertThat(page.items()).extracting(PageItem::key).containsExactly("123");
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon/snac-2.96/home-no-token.json",
        "bluesky/recorded/getTimeline-bad-token.json",
        "bluesky/recorded/getTimeline-refresh-token-used-as-access.json",
    })
    void refusedTokensAreTold(String file) {
        assertThat(Recorded.result(file, "", 0, NOW)).isEqualTo(new PageResult.Refused());
    }

    @Test
    void aCursorThatTheServerDoesNotKnowIsAFailure() {
        assertThat(Recorded.result("bluesky/recorded/getTimeline-bad-cursor.json", "", 0, NOW))
                .isInstanceOf(PageResult.Failed.class);
    }
}
