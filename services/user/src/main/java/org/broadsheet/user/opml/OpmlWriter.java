package org.broadsheet.user.opml;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/** Writes subscription lists: OPML 2.0. */
final class OpmlWriter {
    private OpmlWriter() {}

    static String write(List<Outline> outlines) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("opml");
            xml.writeAttribute("version", "2.0");
            xml.writeStartElement("head");
            xml.writeStartElement("title");
            xml.writeCharacters("Broadsheet subscriptions");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("body");
            for (var outline : outlines) {
                var title = outline.title() == null ? outline.xmlUrl() : outline.title();
                xml.writeEmptyElement("outline");
                xml.writeAttribute("type", "rss");
                xml.writeAttribute("text", title);
                xml.writeAttribute("title", title);
                xml.writeAttribute("xmlUrl", outline.xmlUrl());
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string can be written to", e);
        }
        return text.toString();
    }
}
