package org.broadsheet.ingest.parse;

import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.links.PlainText;

/** What an item of RSS is filed under: its categories, those of podcasts, which nest, and key words. */
final class Tags {
    private static final int MOST = 100;

    private Tags() {}

    static List<String> of(XmlElement item) {
        return Stream.of(
                        item.children("category", "dc:subject").map(XmlElement::words),
                        item.children("itunes:category").flatMap(Tags::nested),
                        item.children("tags", "itunes:keywords", "media:keywords")
                                .flatMap(words -> Stream.of(words.text().split(",", MOST))))
                .flatMap(found -> found)
                .map(PlainText::ofHtml)
                .filter(tag -> !tag.isEmpty())
                .limit(MOST)
                .toList();
    }

    private static Stream<String> nested(XmlElement category) {
        return Stream.concat(
                category.attribute("text").stream(),
                category.children("itunes:category").flatMap(Tags::nested));
    }
}
