package org.broadsheet.ingest.parse;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into a tree. The one place of the build that makes an XML parser: document types and external
 * entities are off, and depth is bounded. XML that is not well-formed is closed as a browser would and tried once more.
 */
final class XmlTree {
    static final int MAX_DEPTH = 256;

    private XmlTree() {}

    /** The root element; empty when even the repaired text is no XML. */
    static Optional<XmlElement> read(String text) {
        String repaired = XmlRepair.repair(text);
        try {
            return Optional.of(build(repaired));
        } catch (XMLStreamException | RuntimeException notWellFormed) {
            return readLeniently(repaired);
        }
    }

    private static Optional<XmlElement> readLeniently(String text) {
        try {
            var document = Jsoup.parse(text, "", Parser.xmlParser());
            document.outputSettings()
                    .syntax(Document.OutputSettings.Syntax.xml)
                    .escapeMode(Entities.EscapeMode.xhtml)
                    .prettyPrint(false);
            // A closed shell with nothing in it was no feed.
            return Optional.of(build(XmlRepair.repair(document.outerHtml())))
                    .filter(root -> root.children().findAny().isPresent());
        } catch (XMLStreamException | RuntimeException hopeless) {
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Prefixes are resolved below: an undeclared one is no reason to lose a feed.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH);
        // The JDK counts &lt; and its like here, of which escaped HTML has many; others can't be declared any more.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is fetched for a document");
        });
        return factory;
    }

    private static XmlElement build(String xml) throws XMLStreamException {
        var reader = factory().createXMLStreamReader(new StringReader(xml));
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var element = open(reader, open);
                    root = root == null ? element : root;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    open.pop();
                    if (open.isEmpty() && root != null) {
                        return root;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().element.add(reader.getText());
                    }
                }
                default -> {}
            }
        }
        throw new XMLStreamException("no root element");
    }

    private static XmlElement open(XMLStreamReader reader, Deque<Open> open) throws XMLStreamException {
        if (open.size() >= MAX_DEPTH) {
            throw new XMLStreamException("deeper than " + MAX_DEPTH);
        }
        var parent = open.peek();
        var namespaces = namespaces(reader, parent == null ? Map.of() : parent.namespaces);
        var base = Bases.join(parent == null ? null : parent.element.base(), value(reader, "xml:base"));
        var element = new XmlElement(name(qualified(reader), namespaces), base);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(attributeName(attribute(reader, i), namespaces), reader.getAttributeValue(i));
        }
        if (parent != null) {
            parent.element.add(element);
        }
        open.push(new Open(element, namespaces));
        return element;
    }

    private static Map<String, String> namespaces(XMLStreamReader reader, Map<String, String> inherited) {
        Map<String, String> own = inherited;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = attribute(reader, i);
            if (attribute.equals("xmlns") || attribute.startsWith("xmlns:")) {
                own = own == inherited ? new HashMap<>(inherited) : own;
                own.put(attribute.equals("xmlns") ? "" : attribute.substring(6), reader.getAttributeValue(i));
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

    private static @Nullable String value(XMLStreamReader reader, String qualified) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (attribute(reader, i).equals(qualified)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    private static String qualified(XMLStreamReader reader) {
        String prefix = reader.getPrefix();
        return prefix == null || prefix.isEmpty() || reader.getLocalName().indexOf(':') >= 0
                ? reader.getLocalName()
                : prefix + ":" + reader.getLocalName();
    }

    private static String attribute(XMLStreamReader reader, int index) {
        String prefix = reader.getAttributePrefix(index);
        String local = reader.getAttributeLocalName(index);
        return prefix == null || prefix.isEmpty() || local.indexOf(':') >= 0 ? local : prefix + ":" + local;
    }

    private record Open(XmlElement element, Map<String, String> namespaces) {}
}
