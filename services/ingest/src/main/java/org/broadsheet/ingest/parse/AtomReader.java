package org.broadsheet.ingest.parse;

import java.util.Optional;
import java.util.stream.Stream;

/** Atom 1.0 (RFC 4287) and 0.3, with or without its namespace. */
final class AtomReader {
    private AtomReader() {}

    static RawFeed read(XmlElement root) {
        var entries = root.localName().equals("entry")
                ? Stream.of(root)
                : root.children("atom:entry", "entry", "atom:item", "item");
        return new RawFeed(
                text(root, "title").map(AtomText::asHtml).orElse(null),
                AtomLinks.alternate(root).orElse(null),
                UpdatePeriod.of(root),
                QuietHours.none(),
                root.attribute("xml:lang").orElse(null),
                author(root).orElse(null),
                entries.limit(EntryFinisher.MAX_ENTRIES).map(AtomReader::entry).toList());
    }

    private static RawEntry entry(XmlElement entry) {
        var title = text(entry, "title").or(() -> Media.title(entry));
        var content = text(entry, "content");
        var summary = text(entry, "summary").or(() -> Media.description(entry));
        var link = entry.childText("feedburner:origLink").or(() -> AtomLinks.alternate(entry));
        return new RawEntry(
                entry.childText("atom:id", "id").orElse(null),
                link.or(() -> contentAddress(entry)).orElse(null),
                null,
                title.map(AtomText::value).orElse(null),
                title.map(AtomText::isHtml).orElse(false),
                content.or(() -> summary).map(AtomText::asHtml).orElse(null),
                content.isPresent() ? summary.map(AtomText::asHtml).orElse(null) : null,
                author(entry)
                        .or(() -> source(entry).flatMap(AtomReader::author))
                        .orElse(null),
                entry.childText(
                                "atom:published",
                                "published",
                                "atom:issued",
                                "issued",
                                "atom:created",
                                "created",
                                "dc:date")
                        .orElse(null),
                entry.childText("atom:updated", "updated", "atom:modified", "modified")
                        .orElse(null),
                content.or(() -> summary).map(AtomText::base).orElse(entry.base()),
                Images.of(entry),
                entry.children("atom:category", "category", "dc:subject")
                        .flatMap(AtomReader::tag)
                        .toList());
    }

    private static Optional<String> contentAddress(XmlElement entry) {
        return entry.child("atom:content", "content").flatMap(content -> content.attribute("src"));
    }

    private static Optional<XmlElement> source(XmlElement entry) {
        return entry.child("atom:source", "source");
    }

    private static Optional<String> author(XmlElement element) {
        return element.child("atom:author", "author")
                .flatMap(author -> author.childText("atom:name", "name").or(() -> Optional.of(author.text())))
                .filter(name -> !name.isEmpty())
                .or(() -> element.childText("dc:creator"));
    }

    private static Stream<String> tag(XmlElement category) {
        return category
                .attribute("label")
                .or(() -> category.attribute("term"))
                .or(() -> Optional.of(category.text()).filter(text -> !text.isEmpty()))
                .stream();
    }

    private static Optional<AtomText> text(XmlElement parent, String name) {
        return parent.children("atom:" + name, name)
                .flatMap(element -> AtomText.of(element).stream())
                .findFirst();
    }
}
