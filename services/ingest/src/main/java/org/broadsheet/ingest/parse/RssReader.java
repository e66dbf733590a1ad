package org.broadsheet.ingest.parse;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * RSS of every version: 0.90 and 1.0 are RDF, with the entries beside the channel; 1.1 lists them in {@code items}; the
 * others hold them in the channel, as does Microsoft's CDF, which has addresses and dates in attributes.
 */
final class RssReader {
    private static final String[] LINKS = {"link", "url"};

    private RssReader() {}

    static RawFeed read(XmlElement root) {
        var channel = root.child("channel").orElse(root);
        var entries = Stream.concat(Stream.of(channel, root), channel.children("items"))
                .distinct()
                .flatMap(parent -> parent.children("item", "atom:entry"))
                .limit(EntryFinisher.MAX_ENTRIES)
                .map(RssReader::entry)
                .toList();
        return new RawFeed(
                markup(channel, "title", "dc:title").orElse(null),
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
        var summary = markup(
                        item, "description", "atom:summary", "summary", "abstract", "itunes:summary", "dc:description")
                .or(() -> Media.description(item).map(AtomText::asHtml));
        return new RawEntry(
                guid.map(XmlElement::words)
                        .filter(id -> !id.isEmpty())
                        .or(() -> item.attribute("rdf:about"))
                        .or(() -> item.childText("dc:identifier", "atom:id"))
                        .orElse(null),
                link.orElse(null),
                null,
                markup(item, "title", "dc:title", "itunes:title")
                        .or(() -> Media.title(item).map(AtomText::asHtml))
                        .orElse(null),
                true,
                content.or(() -> summary).orElse(null),
                content.isPresent() ? summary.orElse(null) : null,
                author(item, "author").orElse(null),
                item.childText("pubDate", "dc:date", "dcterms:issued", "dcterms:created", "date", "atom:published")
                        .orElse(null),
                item.childText("dcterms:modified", "atom:updated", "lastBuildDate")
                        .or(() -> item.attribute("lastmod"))
                        .orElse(null),
                item.base(),
                Images.of(item),
                Tags.of(item));
    }

    private static Optional<String> link(XmlElement element) {
        return element.childText(LINKS).or(() -> AtomLinks.alternate(element)).or(() -> element.attribute("href"));
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

    private static Optional<String> author(XmlElement element, String name) {
        return Stream.of("dc:creator", "dc:author", "itunes:author", name, "atom:author")
                .flatMap(element::children)
                .map(author -> author.childText("name", "atom:name").orElseGet(author::words))
                .flatMap(said -> Person.name(said).stream())
                .findFirst();
    }
}
