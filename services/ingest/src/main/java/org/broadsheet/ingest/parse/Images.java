package org.broadsheet.ingest.parse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pictures that an entry of an XML feed names. */
final class Images {
    private Images() {}

    /** Candidates, best first: a picture among the media, a thumbnail, an enclosure that is a picture, a podcast's cover. */
    static List<String> of(XmlElement entry) {
        var media =
                Stream.concat(Stream.of(entry), entry.children("media:group")).toList();
        return Stream.of(
                        media.stream()
                                .flatMap(group -> group.children("media:content"))
                                .filter(Images::isImage)
                                .flatMap(content -> content.attribute("url").stream()),
                        media.stream()
                                .flatMap(group -> Stream.concat(Stream.of(group), group.children("media:content")))
                                .flatMap(group -> group.children("media:thumbnail"))
                                .flatMap(thumbnail -> thumbnail.attribute("url").stream()),
                        entry.children("enclosure")
                                .filter(Images::isImage)
                                .flatMap(file -> file.attribute("url").stream()),
                        AtomLinks.enclosures(entry)
                                .filter(Images::isImage)
                                .flatMap(file -> file.attribute("href").stream()),
                        entry.child("itunes:image").flatMap(cover -> cover.attribute("href")).stream(),
                        image(entry).stream())
                .flatMap(found -> found)
                .limit(10)
                .toList();
    }

    private static boolean isImage(XmlElement file) {
        return file.attribute("type").filter(type -> type.startsWith("image/")).isPresent()
                || file.attribute("medium").filter("image"::equals).isPresent();
    }

    private static Optional<String> image(XmlElement entry) {
        return entry.child("image").flatMap(image -> image.childText("url"));
    }
}
