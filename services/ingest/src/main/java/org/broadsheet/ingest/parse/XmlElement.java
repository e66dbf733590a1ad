package org.broadsheet.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element of a parsed document. Its name carries the usual prefix of its vocabulary ({@code dc:creator},
 * {@code media:thumbnail}), whatever prefix the document chose; RSS of every version and elements of no vocabulary have
 * none, Atom of either version has {@code atom:}. Names are found in upper and lower case: some feeds shout.
 */
final class XmlElement {
    private final String name;
    private Map<String, String> attributes = Map.of();
    private List<Object> content = List.of();
    private final @Nullable String base;

    /** @param base the nearest {@code xml:base} around and at it, joined */
    XmlElement(String name, @Nullable String base) {
        this.name = name;
        this.base = base;
    }

    String name() {
        return name;
    }

    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    @Nullable
    String base() {
        return base;
    }

    void add(XmlElement child) {
        put(child);
    }

    void add(String text) {
        put(text);
    }

    /** Most elements of a large document hold one thing, or nothing. */
    private void put(Object part) {
        if (content.isEmpty()) {
            content = new ArrayList<>(1);
        }
        content.add(part);
    }

    void attribute(String attribute, String value) {
        if (attributes.isEmpty()) {
            attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        }
        attributes.putIfAbsent(attribute, value);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** Text and elements in their order. */
    List<Object> content() {
        return content;
    }

    Stream<XmlElement> children() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    Stream<XmlElement> children(String... names) {
        return children().filter(child -> Stream.of(names).anyMatch(child.name::equalsIgnoreCase));
    }

    /** The first child of the first of these names that there is one of. */
    Optional<XmlElement> child(String... names) {
        return Stream.of(names).flatMap(this::children).findFirst();
    }

    /** The attribute's value without white space around it, absent when it is blank. */
    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The text directly in it, without white space around it. */
    String text() {
        var text = new StringBuilder();
        content.stream().filter(String.class::isInstance).forEach(text::append);
        return text.toString().strip();
    }

    /** All text in it, with that of the elements in it. Recursion is bounded by {@link XmlTree#MAX_DEPTH}. */
    String words() {
        var words = new StringBuilder();
        for (Object part : content) {
            words.append(part instanceof XmlElement child ? child.words() : part);
        }
        return words.toString().strip();
    }

    /** The text of the first child of these names that has any. */
    Optional<String> childText(String... names) {
        return Stream.of(names)
                .flatMap(this::children)
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
