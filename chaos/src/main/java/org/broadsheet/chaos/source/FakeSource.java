package org.broadsheet.chaos.source;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A feed that grows and whose entries are edited. It remembers what of it was served with status 200 to the last byte;
 * only that can be expected to be known. Thread-safe.
 */
public final class FakeSource {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    /** At once. Few, since an edit hides that an earlier edition was lost. */
    private static final int MOST_EDITS = 4;

    private final String name;
    private final boolean relinks;
    private final RandomGenerator random;
    private final Papers papers;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final Map<String, Story> served = new LinkedHashMap<>();
    private final Set<URI> used = new HashSet<>();
    private long answers;

    /** @param relinks whether edits also change where an entry leads */
    FakeSource(String name, boolean relinks, Papers papers, RandomGenerator random) {
        this.name = name;
        this.relinks = relinks;
        this.papers = papers;
        this.random = random;
    }

    public String name() {
        return name;
    }

    /** Whether edits change where its entries lead, so that articles can leave feeds. */
    public boolean relinks() {
        return relinks;
    }

    String path() {
        return "/" + name + ".xml";
    }

    /** One more entry. */
    synchronized void grow(Instant now) {
        var guid = name + "-" + stories.size();
        stories.put(guid, new Story(guid, 1, links(), now));
    }

    /** One more edition of some entries at once; of one, where it leads elsewhere. */
    synchronized void edit() {
        var all = List.copyOf(stories.values());
        int count = relinks ? 1 : 1 + random.nextInt(MOST_EDITS);
        for (int i = 0; i < count; i++) {
            var story = all.get(random.nextInt(all.size()));
            stories.put(story.guid(), story.edited(relinks ? links() : story.links()));
        }
    }

    /** One link or two, none of which any entry of this source has had. */
    private List<URI> links() {
        var links = new ArrayList<URI>();
        links.add(fresh());
        if (random.nextInt(3) == 0) {
            links.add(fresh());
        }
        return links;
    }

    private URI fresh() {
        while (true) {
            var link = papers.article(name, used.size(), random);
            if (used.add(link)) {
                return link;
            }
        }
    }

    /** The feed as it is now, and what is in it. */
    record Rendering(String body, Map<String, Story> stories) {}

    synchronized Rendering render() {
        var items = new StringBuilder();
        stories.values().forEach(story -> items.append(item(story)));
        var body = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + name
                + "</title><link>https://" + name + ".example/</link><description>d</description>" + items
                + "</channel></rss>";
        return new Rendering(body, Map.copyOf(stories));
    }

    private static String item(Story story) {
        var more = new StringBuilder();
        story.links().stream().skip(1).forEach(link -> more.append("<p><a href=\"" + link + "\">more of this</a></p>"));
        return "<item><title>Title of %s</title><link>%s</link><guid isPermaLink=\"false\">%s</guid><pubDate>%s</pubDate><description><![CDATA[<p>%s</p>%s]]></description></item>"
                .formatted(
                        story.guid(),
                        story.links().getFirst(),
                        story.guid(),
                        DATE.format(story.published()),
                        story.text(),
                        more);
    }

    /** All of a rendering has gone out with status 200. */
    synchronized void served(Rendering rendering) {
        answers++;
        rendering
                .stories()
                .forEach((guid, story) ->
                        served.merge(guid, story, (one, other) -> one.edition() >= other.edition() ? one : other));
    }

    /** The newest edition of each entry that was served. */
    public synchronized List<Story> served() {
        return List.copyOf(served.values());
    }

    /** Who reads it has this. */
    public synchronized List<Share> shares() {
        return served.values().stream()
                .map(story -> new Share(name, story, story.published()))
                .toList();
    }

    /** How often it was served with status 200. */
    public synchronized long answers() {
        return answers;
    }

    /** All links that any edition of any entry has had, served or not. */
    public synchronized Set<URI> everPublished() {
        return Set.copyOf(used);
    }
}
