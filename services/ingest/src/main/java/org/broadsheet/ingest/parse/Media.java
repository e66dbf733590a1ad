package org.broadsheet.ingest.parse;

import java.util.Optional;
import java.util.stream.Stream;

/** What Media RSS says of an entry: directly in it, in a group of media, or of one of them. */
final class Media {
    private Media() {}

    /** Each place that media elements stand in. */
    static Stream<XmlElement> places(XmlElement entry) {
        return groups(entry).flatMap(group -> Stream.concat(Stream.of(group), group.children("media:content")));
    }

    static Stream<XmlElement> groups(XmlElement entry) {
        return Stream.concat(Stream.of(entry), entry.children("media:group"));
    }

    static Optional<AtomText> title(XmlElement entry) {
        return text(entry, "media:title");
    }

    static Optional<AtomText> description(XmlElement entry) {
        return text(entry, "media:description");
    }

    private static Optional<AtomText> text(XmlElement entry, String name) {
        return places(entry)
                .flatMap(place -> place.children(name))
                .flatMap(element -> AtomText.of(element).stream())
                .findFirst();
    }
}
