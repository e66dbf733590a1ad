package org.broadsheet.ingest.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code link} elements of Atom, which also stand in RSS. */
final class AtomLinks {
    private AtomLinks() {}

    /** The page itself: {@code rel=alternate}, which is what no rel means, and of several the HTML one. */
    static Optional<String> alternate(XmlElement parent) {
        return alternates(parent)
                .filter(AtomLinks::isHtml)
                .findFirst()
                .or(() -> alternates(parent).findFirst())
                .flatMap(link -> link.attribute("href"));
    }

    /** Files that belong to the entry. */
    static Stream<XmlElement> enclosures(XmlElement parent) {
        return links(parent).filter(link -> rel(link).equals("enclosure"));
    }

    private static Stream<XmlElement> alternates(XmlElement parent) {
        return links(parent).filter(link -> rel(link).equals("alternate"));
    }

    private static Stream<XmlElement> links(XmlElement parent) {
        return parent.children("atom:link", "link")
                .filter(link -> link.attribute("href").isPresent());
    }

    private static String rel(XmlElement link) {
        String rel = link.attribute("rel").orElse("alternate").toLowerCase(Locale.ROOT);
        return rel.substring(rel.lastIndexOf('/') + 1);
    }

    private static boolean isHtml(XmlElement link) {
        return link.attribute("type").map(type -> type.contains("html")).orElse(true);
    }
}
