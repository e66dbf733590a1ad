package org.broadsheet.ingest.parse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pictures that an entry of an XML feed names. */
final class Images {
    private static final int MOST = 10;

    private Images() {}

    /** Candidates, best first: a picture among the media, a thumbnail, an enclosure that is a picture, a podcast's cover. */
    static List<String> of(XmlElement entry) {
        return Stream.of(
                        addresses(
                                Media.groups(entry)
                                        .flatMap(group -> group.children("media:content"))
                                        .filter(Images::isImage),
                                "url"),
                        addresses(Media.places(entry).flatMap(place -> place.children("media:thumbnail")), "url"),
                        addresses(entry.children("enclosure").filter(Images::isImage), "url"),
                        addresses(AtomLinks.enclosures(entry).filter(Images::isImage), "href"),
                        addresses(entry.children("itunes:image"), "href"),
                        addresses(entry.children("itunes:link").filter(Images::isImageLink), "href"),
                        image(entry).stream())
                .flatMap(found -> found)
                .limit(MOST)
                .toList();
    }

    private static Stream<String> addresses(Stream<XmlElement> elements, String attribute) {
        return elements.flatMap(element -> element.attribute(attribute).stream());
    }

    private static boolean isImage(XmlElement file) {
        return file.attribute("type").filter(type -> type.startsWith("image/")).isPresent()
                || file.attribute("medium").filter("image"::equals).isPresent();
    }

    /** How podcasts named their cover at first. */
    private static boolean isImageLink(XmlElement link) {
        return link.attribute("rel").filter("image"::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> image(XmlElement entry) {
        return entry.child("image").flatMap(image -> image.childText("url"));
    }
}
