package org.broadsheet.standalone.job;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.broadsheet.links.Link;
import org.broadsheet.links.LinkParser;
import org.broadsheet.testing.FeedServer;

/** The real feeds of the corpus, served on loopback, with the links that another reader found in them. */
final class CorpusFeeds {
    /** A first fill takes the newest 50 entries, so of longer feeds the first entries need not be among them. */
    private static final int FIRST_FILL = 50;

    /** Its feedburner:origLink is the real address; the other reader took the one that leads there. */
    private static final Set<String> READ_OTHERWISE = Set.of("rome/rome-modules/xml/slashdot.xml");

    private final Map<String, URI> addresses = new TreeMap<>();
    private final Map<String, Set<String>> linkKeys = new TreeMap<>();

    @SuppressWarnings("unchecked")
    CorpusFeeds(FeedServer server, Path folder) throws IOException {
        var reference = ObjectMapper.getDefault()
                .readValue(
                        Files.readAllBytes(folder.resolve("reference.json")),
                        Argument.mapOf(String.class, Object.class));
        reference.forEach((name, value) -> {
            var file = folder.resolve(name);
            var feed = (Map<String, Object>) value;
            if (Files.exists(file) && feed.get("entries") instanceof Number entries && entries.intValue() > 0) {
                serve(server, name, file);
                if (entries.intValue() <= FIRST_FILL && !READ_OTHERWISE.contains(name)) {
                    linkKeys.put(name, keys((List<Map<String, Object>>) feed.getOrDefault("first", List.of())));
                }
            }
        });
    }

    /** Addresses of the feeds that have entries, by file name. */
    Map<String, URI> addresses() {
        return addresses;
    }

    /** Link keys of the entries that the other reader found, by file name. */
    Map<String, Set<String>> linkKeys() {
        return linkKeys;
    }

    static Set<String> keys(List<Map<String, Object>> items) {
        var parser = new LinkParser();
        var keys = new TreeSet<String>();
        for (var item : items) {
            var link = String.valueOf(item.getOrDefault("link", item.get("url")));
            boolean absolute = link.startsWith("http://") || link.startsWith("https://");
            if (absolute && parser.parse(link, (URI) null) instanceof Link known) {
                keys.add(known.linkKey());
            }
        }
        return keys;
    }

    private void serve(FeedServer server, String name, Path file) {
        try {
            var path = "/corpus/" + name.replaceAll("[^A-Za-z0-9./_-]", "_");
            addresses.put(name, server.serve(path, "application/xml", Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
