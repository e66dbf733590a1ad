package org.broadsheet.ingest.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/** Reads what is not well-formed: as a browser reads a page, and with what is known of feeds ({@link Nesting}). */
final class BrokenXml implements NodeFilter {
    /** Of a text that is larger the beginning is read, where the newest entries are: jsoup's nodes take many times its memory. */
    private static final int LONGEST = 2 << 20;

    private final TreeBuilder tree = new TreeBuilder(true);
    /** One for each element of the document that is being visited. */
    private final Deque<XmlElement> visited = new ArrayDeque<>();

    private boolean tooDeep;

    private BrokenXml() {}

    /** The root element; empty for what has no elements in its root, which was no feed, and for what is too deep. */
    static Optional<XmlElement> read(String text) {
        var visitor = new BrokenXml();
        Jsoup.parse(text.substring(0, Math.min(LONGEST, text.length())), "", Parser.xmlParser())
                .filter(visitor);
        return visitor.tooDeep
                ? Optional.empty()
                : visitor.tree.root().filter(root -> root.children().findAny().isPresent());
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            tree.text(text.getWholeText());
        } else if (node instanceof Element element && depth > 0) {
            start(element);
        }
        return tooDeep || tree.isFull() ? FilterResult.STOP : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element && depth > 0) {
            tree.end(visited.pop());
        }
        return FilterResult.CONTINUE;
    }

    private void start(Element element) {
        try {
            visited.push(tree.start(element.tagName(), attributes(element)));
        } catch (TreeBuilder.TooDeepException hostile) {
            tooDeep = true;
        }
    }

    private static Map<String, String> attributes(Element element) {
        var attributes = new LinkedHashMap<String, String>();
        element.attributes().forEach(attribute -> attributes.putIfAbsent(attribute.getKey(), attribute.getValue()));
        return attributes;
    }
}
