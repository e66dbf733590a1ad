package org.broadsheet.ingest.parse;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into a tree. The one place of the build that makes an XML parser: document types and external
 * entities are off, and depth is bounded. What is not well-formed is read by {@link BrokenXml}.
 */
final class XmlTree {
    static final int MAX_DEPTH = TreeBuilder.MAX_DEPTH;

    private XmlTree() {}

    /** The root element; empty when even the repaired text is no XML. */
    static Optional<XmlElement> read(String text) {
        String repaired = XmlRepair.repair(text);
        try {
            return Optional.of(build(repaired));
        } catch (TreeBuilder.TooDeepException hostile) {
            return Optional.empty();
        } catch (XMLStreamException | RuntimeException notWellFormed) {
            return BrokenXml.read(repaired);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Prefixes are resolved by the builder: an undeclared one is no reason to lose a feed.
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

    private static XmlElement build(String xml) throws XMLStreamException, TreeBuilder.TooDeepException {
        var reader = factory().createXMLStreamReader(new StringReader(xml));
        var tree = new TreeBuilder(false);
        while (reader.hasNext() && !tree.isFull()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> tree.start(qualified(reader), attributes(reader));
                case XMLStreamConstants.END_ELEMENT -> {
                    tree.end();
                    if (tree.isWhole()) {
                        return tree.root().orElseThrow();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    tree.text(reader.getText());
                default -> {}
            }
        }
        if (tree.isFull()) {
            return tree.root().orElseThrow();
        }
        throw new XMLStreamException("no root element");
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static String qualified(XMLStreamReader reader) {
        return qualified(reader.getPrefix(), reader.getLocalName());
    }

    /** Without namespaces, readers differ in whether they take a prefix off. */
    private static String qualified(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() || local.indexOf(':') >= 0 ? local : prefix + ":" + local;
    }
}
