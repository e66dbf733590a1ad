package org.broadsheet.ingest.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a tree of tags and text, with names in their usual vocabulary and addresses' bases joined. */
final class TreeBuilder {
    static final int MAX_DEPTH = 256;
    /** A thousand entries with two hundred elements each; what comes after them is not read. */
    static final int MAX_ELEMENTS = 200_000;

    private final boolean recovering;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable XmlElement root;
    private int elements;

    /** @param recovering whether tags are missing, so that an element may have to end where another one begins */
    TreeBuilder(boolean recovering) {
        this.recovering = recovering;
    }

    static final class TooDeepException extends Exception {
        private static final long serialVersionUID = 1;

        TooDeepException() {
            super("deeper than " + MAX_DEPTH);
        }
    }

    /** @param attributes all of them, by their qualified names */
    XmlElement start(String qualified, Map<String, String> attributes) throws TooDeepException {
        var namespaces = namespaces(attributes);
        String name = name(qualified, namespaces);
        if (recovering) {
            endWhatCannotHold(name);
        }
        if (open.size() >= MAX_DEPTH) {
            throw new TooDeepException();
        }
        var parent = open.peek();
        var base = Bases.join(parent == null ? null : parent.element.base(), attributes.get("xml:base"));
        var element = new XmlElement(name, base);
        attributes.forEach((key, value) -> element.attribute(attributeName(key, namespaces), value));
        if (parent != null) {
            parent.element.add(element);
        }
        root = root == null ? element : root;
        elements++;
        open.push(new Open(element, namespaces));
        return element;
    }

    void text(String text) {
        if (!open.isEmpty()) {
            open.peek().element.add(text);
        }
    }

    /** Ends the innermost element. */
    void end() {
        open.pop();
    }

    /** Ends an element and what is open in it; nothing if it has ended already. */
    void end(XmlElement element) {
        if (open.stream().anyMatch(inner -> inner.element == element)) {
            while (open.pop().element != element) {
                // what stands in it ends with it
            }
        }
    }

    /** Nothing more is to be added: the memory of a process is not a publisher's to use up. */
    boolean isFull() {
        return elements >= MAX_ELEMENTS;
    }

    boolean isWhole() {
        return open.isEmpty();
    }

    Optional<XmlElement> root() {
        return Optional.ofNullable(root);
    }

    private void endWhatCannotHold(String name) {
        var holder = Nesting.of(name);
        if (open.stream().anyMatch(outer -> holder.mayStandIn(outer.element.name()))) {
            while (!holder.mayStandIn(open.element().element.name())) {
                open.pop();
            }
        }
    }

    private Map<String, String> namespaces(Map<String, String> attributes) {
        Map<String, String> inherited = open.isEmpty() ? Map.of() : open.element().namespaces;
        Map<String, String> own = inherited;
        for (var attribute : attributes.entrySet()) {
            String key = attribute.getKey();
            if (key.equals("xmlns") || key.startsWith("xmlns:")) {
                own = own == inherited ? new HashMap<>(inherited) : own;
                own.put(key.equals("xmlns") ? "" : key.substring(6), attribute.getValue());
            }
        }
        return own;
    }

    private static String name(String qualified, Map<String, String> namespaces) {
        int colon = qualified.indexOf(':');
        String prefix = colon < 0 ? "" : qualified.substring(0, colon);
        return Vocabulary.prefix(prefix, namespaces.get(prefix)) + qualified.substring(colon + 1);
    }

    /** An attribute without a prefix is in no namespace. */
    private static String attributeName(String qualified, Map<String, String> namespaces) {
        return qualified.indexOf(':') < 0 ? qualified : name(qualified, namespaces);
    }

    private record Open(XmlElement element, Map<String, String> namespaces) {}
}
