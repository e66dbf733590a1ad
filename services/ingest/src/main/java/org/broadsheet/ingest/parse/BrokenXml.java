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
import org.jsoup.select.NodeVisitor;

/** Reads what is not well-formed: as a browser reads a page, and with what is known of feeds ({@link Nesting}). */
final class BrokenXml implements NodeVisitor {
    private final TreeBuilder tree = new TreeBuilder(true);
    /** One for each element of the document that is being visited. */
    private final Deque<XmlElement> visited = new ArrayDeque<>();

    private boolean tooDeep;

    private BrokenXml() {}

    /** The root element; empty for what has no elements in its root, which was no feed, and for what is too deep. */
    static Optional<XmlElement> read(String text) {
        var visitor = new BrokenXml();
        Jsoup.parse(text, "", Parser.xmlParser()).traverse(visitor);
        return visitor.tooDeep
                ? Optional.empty()
                : visitor.tree.root().filter(root -> root.children().findAny().isPresent());
    }

    @Override
    public void head(Node node, int depth) {
        if (tooDeep || depth == 0) {
            return;
        }
        if (node instanceof TextNode text) {
            tree.text(text.getWholeText());
        } else if (node instanceof Element element) {
            start(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!tooDeep && depth > 0 && node instanceof Element) {
            tree.end(visited.pop());
        }
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
