package org.broadsheet.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.links.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A text construct or content of Atom: its markup is said by its type (RFC 4287 sections 3.1 and 4.1.3), in 0.3 also by
 * its mode.
 *
 * @param base the {@code xml:base} that holds for it
 */
record AtomText(String value, boolean isHtml, @Nullable String base) {

    /** Empty for what has no text, such as a film. */
    static Optional<AtomText> of(XmlElement element) {
        String type = element.attribute("type").orElse("text").toLowerCase(Locale.ROOT);
        boolean nested = element.children().findAny().isPresent();
        if (type.contains("xhtml") || nested) {
            return some(XhtmlText.of(element), true, element);
        }
        if (element.attribute("mode").filter("base64"::equals).isPresent() || isBinary(type)) {
            return base64(element.text()).flatMap(text -> some(text, true, element));
        }
        boolean html = type.contains("html")
                || element.attribute("mode").filter("escaped"::equals).isPresent();
        return some(element.text(), html, element);
    }

    String asHtml() {
        return isHtml ? value : PlainText.toHtml(value);
    }

    private static Optional<AtomText> some(String value, boolean html, XmlElement element) {
        return value.isEmpty() ? Optional.empty() : Optional.of(new AtomText(value, html, element.base()));
    }

    /** Media types other than text and XML are written in base64 (RFC 4287 section 4.1.3.3). */
    private static boolean isBinary(String type) {
        return type.indexOf('/') >= 0 && !type.startsWith("text/") && !type.endsWith("/xml") && !type.endsWith("+xml");
    }

    /** What is not in base64 stands for itself; what is no text is nothing. */
    private static Optional<String> base64(String encoded) {
        try {
            var bytes = Base64.getDecoder().decode(encoded.replaceAll("\\s", ""));
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalArgumentException asItIs) {
            return Optional.of(encoded);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
