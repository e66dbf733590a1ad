package org.broadsheet.ingest.parse;

import org.jsoup.nodes.Entities;

/** Writes an element's content as HTML again, for text that stands in a feed as markup of its own. */
final class XhtmlText {
    private XhtmlText() {}

    static String of(XmlElement element) {
        var html = new StringBuilder();
        write(element, html);
        return html.toString().strip();
    }

    /** Recursion is bounded by {@link XmlTree#MAX_DEPTH}. */
    private static void write(XmlElement element, StringBuilder html) {
        for (Object part : element.content()) {
            switch (part) {
                case XmlElement child -> {
                    html.append('<').append(child.localName());
                    child.attributes()
                            .forEach((name, value) -> html.append(' ')
                                    .append(name.substring(name.indexOf(':') + 1))
                                    .append("=\"")
                                    .append(Entities.escape(value))
                                    .append('"'));
                    html.append('>');
                    write(child, html);
                    html.append("</").append(child.localName()).append('>');
                }
                default -> html.append(Entities.escape(part.toString()));
            }
        }
    }
}
