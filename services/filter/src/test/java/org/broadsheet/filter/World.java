package org.broadsheet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.Verdict;

/** Entries with links to a few hosts, and what the rule of algorithms.md 4.3 says of them, in plain Java. */
final class World {
    private static final List<String> HOSTS =
            List.of("a.test", "www.a.test", "news.a.test", "b.test", "deep.news.b.test", "alice.pages.test");
    private static final List<String> PATHS = List.of("/", "/sport/one", "/sport/ball/two", "/sports", "/news/three");

    /** What may be blocked: domains with all below, hosts alone, parts of them. */
    static final List<String> NAMES = List.of(
            "a.test",
            "b.test",
            "news.a.test",
            "alice.pages.test",
            "=a.test",
            "=news.a.test",
            "a.test/sport/",
            "b.test/news/",
            "news.b.test/sport/ball/");

    private final Random random;

    World(long seed) {
        this.random = new Random(seed);
    }

    static EntryLink link(String host, String path) {
        var labels = host.split("\\.");
        // The registrable domain, where pages.test is a public suffix.
        int keep = host.endsWith("pages.test") ? 3 : 2;
        var domain = String.join(".", List.of(labels).subList(labels.length - keep, labels.length));
        var url = "https://" + host + path;
        return new EntryLink(key(url), url, host, domain, null);
    }

    static EntryIngested entry(UUID source, EntryLink... links) {
        return version(UUID.randomUUID(), source, 1, List.of(links));
    }

    static EntryIngested version(UUID id, UUID source, long version, List<EntryLink> links) {
        return new EntryIngested(
                id,
                source,
                version,
                new Sharer("key", "Ada", null, Network.FEED),
                null,
                null,
                "version " + version,
                Instant.parse("2026-01-02T03:04:05Z"),
                links);
    }

    /** An entry with 0 to 4 links. */
    EntryIngested entry(UUID id, UUID source, long version) {
        var links = new ArrayList<EntryLink>();
        for (var host : HOSTS) {
            for (var path : PATHS) {
                links.add(link(host, path));
            }
        }
        Collections.shuffle(links, random);
        return version(id, source, version, links.subList(0, random.nextInt(5)));
    }

    Set<String> names() {
        return NAMES.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.toSet());
    }

    String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    static boolean matches(EntryLink link, Collection<String> blocked) {
        return blocked.stream().anyMatch(name -> matches(link, name));
    }

    private static boolean matches(EntryLink link, String name) {
        if (name.startsWith("=")) {
            return link.host().equals(name.substring(1));
        }
        int slash = name.indexOf('/');
        var domain = slash < 0 ? name : name.substring(0, slash);
        var path = slash < 0 ? "/" : name.substring(slash);
        boolean below = link.host().equals(domain) || link.host().endsWith("." + domain);
        return below
                && link.url()
                        .substring("https://".length() + link.host().length())
                        .startsWith(path);
    }

    static boolean isHidden(EntryIngested entry, Collection<String> blocked) {
        return !entry.links().isEmpty() && entry.links().stream().allMatch(link -> matches(link, blocked));
    }

    /** The link keys that are hidden although the entry is shown. */
    static Set<String> hiddenLinks(EntryIngested entry, Collection<String> blocked) {
        return isHidden(entry, blocked)
                ? Set.of()
                : entry.links().stream()
                        .filter(link -> matches(link, blocked))
                        .map(EntryLink::linkKey)
                        .collect(Collectors.toSet());
    }

    static Set<String> hiddenLinks(Verdict verdict) {
        return verdict.hiddenLinks().stream().map(Verdict.HiddenLink::linkKey).collect(Collectors.toSet());
    }

    private static String key(String url) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(url.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
