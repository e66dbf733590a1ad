package org.broadsheet.ingest.parse;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RSS of every version: 0.90 and 1.0 are RDF, with the entries beside the channel; the others hold them in it. */
final class RssReader {
    private static final String[] LINKS = {"link", "url"};

    private RssReader() {}

    static RawFeed read(XmlElement root) {
        var channel = root.child("channel").orElse(root);
        var entries = Stream.of(channel, root)
                .distinct()
                .flatMap(parent -> parent.children("item", "atom:entry"))
                .limit(EntryFinisher.MAX_ENTRIES)
                .map(RssReader::entry)
                .toList();
        return new RawFeed(
                channel.childText("title", "dc:title").orElse(null),
                link(channel).orElse(null),
                UpdatePeriod.of(channel),
                SkipElements.of(channel),
                channel.childText("language", "dc:language").orElse(null),
                author(channel, "managingEditor").orElse(null),
                entries);
    }

    private static RawEntry entry(XmlElement item) {
        var guid = item.child("guid");
        var link = item.childText("feedburner:origLink")
                .or(() -> link(item))
                .or(() -> guid.filter(RssReader::isPermaLink).map(XmlElement::text))
                .or(() -> item.attribute("rdf:about").filter(RssReader::isWebAddress))
                .or(() -> item.child("enclosure").flatMap(enclosure -> enclosure.attribute("url")));
        var content = markup(item, "content:encoded", "xhtml:body", "body", "atom:content", "fullitem");
        var summary = markup(item, "description", "atom:summary", "itunes:summary", "dc:description");
        return new RawEntry(
                guid.map(XmlElement::text)
                        .filter(id -> !id.isEmpty())
                        .or(() -> item.attribute("rdf:about"))
                        .or(() -> item.childText("dc:identifier", "atom:id"))
                        .orElse(null),
                link.orElse(null),
                null,
                markup(item, "title", "dc:title", "media:title", "itunes:title").orElse(null),
                true,
                content.or(() -> summary).orElse(null),
                content.isPresent() ? summary.orElse(null) : null,
                author(item, "author").orElse(null),
                item.childText(
                                "pubDate",
                                "dc:date",
                                "dcterms:issued",
                                "dcterms:created",
                                "pubdate",
                                "date",
                                "atom:published")
                        .orElse(null),
                item.childText("dcterms:modified", "atom:updated", "lastBuildDate")
                        .orElse(null),
                item.base(),
                Images.of(item),
                item.children("category", "dc:subject")
                        .map(XmlElement::text)
                        .filter(tag -> !tag.isEmpty())
                        .toList());
    }

    private static Optional<String> link(XmlElement element) {
        return element.childText(LINKS)
                .or(() -> element.children("link")
                        .flatMap(link -> link.attribute("href").stream())
                        .findFirst())
                .or(() -> AtomLinks.alternate(element));
    }

    private static boolean isPermaLink(XmlElement guid) {
        boolean denied =
                guid.attribute("isPermaLink").filter("false"::equalsIgnoreCase).isPresent();
        return !denied && isWebAddress(guid.text());
    }

    private static boolean isWebAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    /** Text, or the markup of a publisher that did not escape it. */
    private static Optional<String> markup(XmlElement parent, String... names) {
        return Stream.of(names)
                .flatMap(parent::children)
                .map(element -> element.children().findAny().isPresent() ? XhtmlText.of(element) : element.text())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** {@code author} holds an address and perhaps a name: {@code a@b.example (Ann)}. */
    private static Optional<String> author(XmlElement element, String name) {
        return element.childText("dc:creator", "itunes:author")
                .or(() -> element.child(name, "atom:author").flatMap(RssReader::person));
    }

    private static Optional<String> person(XmlElement author) {
        String text = author.childText("name", "atom:name").orElseGet(author::text);
        return Optional.ofNullable(nameOf(text));
    }

    private static @Nullable String nameOf(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        boolean named = text.indexOf('@') >= 0 && text.indexOf('@') < open && open < close;
        String name = named ? text.substring(open + 1, close).strip() : text;
        return name.isEmpty() ? null : name;
    }
}
