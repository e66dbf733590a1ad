package org.broadsheet.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.ArticleResolved;
import org.broadsheet.events.CanonicalAddress;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.SourceUnsubscribed;
import org.broadsheet.events.Verdict;
import org.broadsheet.testing.ApiAnswer;
import org.jspecify.annotations.Nullable;

/** One reader with one subscription, and what is shared with them. */
final class Story {
    final UUID user = UUID.randomUUID();
    final UUID subscription = UUID.randomUUID();
    private final String name = UUID.randomUUID().toString();

    /** A link that no other story has. */
    EntryLink link(String path) {
        return linkTo("https://" + name + ".example.com/" + path);
    }

    static EntryLink linkTo(String url) {
        var host = url.split("/")[2];
        var domain = host.substring(host.indexOf('.') + 1);
        return new EntryLink(key(url), url, host, domain, "Title of " + url.substring(url.lastIndexOf('/') + 1));
    }

    private static String key(String url) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(url.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Instant ago(Duration duration) {
        return Instant.now().minus(duration).truncatedTo(ChronoUnit.MILLIS);
    }

    static EntryIngested entry(String sharer, Instant sharedAt, EntryLink... links) {
        return version(UUID.randomUUID(), 1, sharer, sharedAt, links);
    }

    static EntryIngested entry(Sharer sharer, Instant sharedAt, EntryLink... links) {
        return version(UUID.randomUUID(), 1, sharer, sharedAt, links);
    }

    static EntryIngested version(UUID id, long version, String sharer, Instant sharedAt, EntryLink... links) {
        return version(
                id, version, new Sharer("key of " + sharer, sharer, "@" + sharer, Network.MASTODON), sharedAt, links);
    }

    static EntryIngested version(UUID id, long version, Sharer sharer, Instant sharedAt, EntryLink... links) {
        return new EntryIngested(
                id,
                UUID.randomUUID(),
                version,
                sharer,
                null,
                null,
                "what " + sharer.name() + " wrote",
                sharedAt,
                List.of(links));
    }

    /** Shown by the rules of version 0. */
    EntryScreened shown(EntryIngested entry) {
        return screened(entry, new Verdict(user, 0, List.of(subscription), null, List.of()));
    }

    EntryScreened shown(EntryIngested entry, long rulesVersion) {
        return screened(entry, new Verdict(user, rulesVersion, List.of(subscription), null, List.of()));
    }

    EntryScreened hidden(EntryIngested entry, long rulesVersion) {
        return screened(entry, new Verdict(user, rulesVersion, List.of(subscription), "domain:example.com", List.of()));
    }

    /** Shown without some of its links. */
    EntryScreened without(EntryIngested entry, long rulesVersion, EntryLink... hidden) {
        var hiddenLinks = new ArrayList<Verdict.HiddenLink>();
        for (var link : hidden) {
            hiddenLinks.add(new Verdict.HiddenLink(link.linkKey(), "domain:" + link.domain()));
        }
        return screened(entry, new Verdict(user, rulesVersion, List.of(subscription), null, hiddenLinks));
    }

    static EntryScreened screened(EntryIngested entry, Verdict... verdicts) {
        return new EntryScreened(entry, List.of(verdicts));
    }

    /**
     * What is found out of an article.
     *
     * @param canonical what its page wants to be known by, null if it names nothing
     */
    static ArticleResolved resolved(EntryLink link, long version, @Nullable EntryLink canonical) {
        return resolved(link, version, canonical, null);
    }

    static ArticleResolved resolved(
            EntryLink link, long version, @Nullable EntryLink canonical, @Nullable String title) {
        return new ArticleResolved(
                link.linkKey(),
                version,
                title,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                canonical == null
                        ? null
                        : new CanonicalAddress(canonical.linkKey(), canonical.url(), link.url(), canonical.domain()));
    }

    SourceUnsubscribed unsubscribed() {
        return new SourceUnsubscribed(subscription, user, Instant.now());
    }

    /** The URLs of a page, in its order, from the last slash on. */
    static List<String> names(ApiAnswer answer) {
        if (answer.code() != 200) {
            throw new AssertionError(answer.code() + " " + answer.text());
        }
        var names = new ArrayList<String>();
        answer.data().path("items").forEach(item -> {
            var url = item.path("url").asText();
            names.add(url.substring(url.lastIndexOf('/') + 1));
        });
        return names;
    }
}
