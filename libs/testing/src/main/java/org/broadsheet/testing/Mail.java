package org.broadsheet.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mail as its reader sees it.
 *
 * @param headers decoded; of one given twice, the last. Names in any case
 * @param text the plain part, empty where there is none
 * @param html the HTML part, empty where there is none
 * @param source all of it, as it came over the wire
 */
public record Mail(Map<String, String> headers, String text, String html, String source) {
    public Mail {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    static Mail of(MimeMessage message) {
        try {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (var header : Collections.list(message.getAllHeaders())) {
                headers.put(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
            }
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.writeTo(source);
            return new Mail(
                    headers,
                    content(message, "text/plain").orElse(""),
                    content(message, "text/html").orElse(""),
                    source.toString(StandardCharsets.UTF_8));
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail that can't be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = content(inner, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String subject() {
        return headers.getOrDefault("Subject", "");
    }

    public String to() {
        return headers.getOrDefault("To", "");
    }
}
