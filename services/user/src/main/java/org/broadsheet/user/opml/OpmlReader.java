package org.broadsheet.user.opml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.broadsheet.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads subscription lists, however deep their outlines are nested. No DTD is read and no entity resolved, so a list can
 * reach nothing beyond itself.
 */
final class OpmlReader {
    /** More is not a person's reading list. */
    static final int MAX_OUTLINES = 5_000;

    private static final int MAX_TITLE = 500;

    private static final Pattern BARE_AMPERSAND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)");

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    OpmlReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /**
     * @return the outlines that name a feed, in their order
     * @throws ProblemException 400 if it is no OPML, 422 if it is too long; nothing of it is taken then
     */
    List<Outline> read(byte[] document) {
        try {
            return parse(document);
        } catch (XMLStreamException e) {
            try {
                return parse(withAmpersandsEscaped(document));
            } catch (XMLStreamException _) {
                throw ProblemException.badRequest("This is not a well-formed OPML document (line "
                        + (e.getLocation() == null ? 0 : e.getLocation().getLineNumber()) + ").");
            }
        }
    }

    private List<Outline> parse(byte[] document) throws XMLStreamException {
        return outlines(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
    }

    /** The fault that most lists have: two in three of a public collection. Works on bytes, whatever their encoding. */
    private static byte[] withAmpersandsEscaped(byte[] document) {
        return BARE_AMPERSAND
                .matcher(new String(document, ISO_8859_1))
                .replaceAll("&amp;")
                .getBytes(ISO_8859_1);
    }

    private static List<Outline> outlines(XMLStreamReader xml) throws XMLStreamException {
        var outlines = new ArrayList<Outline>();
        boolean opml = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var name = xml.getLocalName().toLowerCase(Locale.ROOT);
            if (!opml && !name.equals("opml")) {
                throw ProblemException.badRequest(
                        "This is not an OPML document: it begins with <" + brief(name) + ">.");
            }
            opml = true;
            var url = name.equals("outline") ? attribute(xml, "xmlurl") : null;
            if (url != null) {
                outlines.add(new Outline(outlines.size() + 1, url, title(xml)));
            }
            if (outlines.size() > MAX_OUTLINES) {
                throw ProblemException.unacceptable("A list may name " + MAX_OUTLINES + " feeds at most.");
            }
        }
        return outlines;
    }

    private static @Nullable String title(XMLStreamReader xml) {
        var title = attribute(xml, "title");
        var text = title == null || title.isBlank() ? attribute(xml, "text") : title;
        if (text == null || text.isBlank()) {
            return null;
        }
        // XML 1.1 may carry control characters, which the list that we give out could not.
        var printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= MAX_TITLE
                ? printable.strip()
                : printable.substring(0, MAX_TITLE).strip();
    }

    /** Many programs do not keep to the spelling of the specification. */
    private static @Nullable String attribute(XMLStreamReader xml, String lowerCaseName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private static String brief(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30);
    }
}
