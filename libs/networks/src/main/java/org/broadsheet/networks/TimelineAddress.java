package org.broadsheet.networks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.events.OfferedTimeline;

/**
 * The address of a timeline as a source: {@code timeline://<connection id>/home}, {@code .../list/<id>},
 * {@code .../feed/<at-uri>}, the id percent-encoded. One timeline has one address.
 *
 * @param id as the network writes it; empty for the home timeline
 */
public record TimelineAddress(UUID connectionId, Kind kind, String id) {
    public static final String SCHEME = "timeline:";

    private static final Pattern FORM = Pattern.compile(
            "timeline://([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(home|list|feed)(?:/([A-Za-z0-9._~%:-]+))?");

    /** What is read. */
    public enum Kind {
        HOME,
        LIST,
        FEED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TimelineAddress {
        requireNonNull(connectionId, "connectionId");
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        if (id.isEmpty() != (kind == Kind.HOME) || id.length() > OfferedTimeline.MAX_ID) {
            throw new IllegalArgumentException("a home timeline has no id, and others have one that is not too long");
        }
    }

    public static TimelineAddress home(UUID connectionId) {
        return new TimelineAddress(connectionId, Kind.HOME, "");
    }

    /** What the addresses of all timelines of a connection begin with. */
    public static String allOf(UUID connectionId) {
        return "timeline://" + connectionId + "/";
    }

    /** Whether a text is meant as the address of a timeline, right or wrong. */
    public static boolean isMeant(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /** The timeline; empty if this is not the address of one. */
    public static Optional<TimelineAddress> parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        var kind = Kind.valueOf(form.group(2).toUpperCase(Locale.ROOT));
        var id = form.group(3) == null ? Optional.of("") : decode(form.group(3));
        return id.filter(known -> known.isEmpty() == (kind == Kind.HOME))
                .filter(known -> known.length() <= OfferedTimeline.MAX_ID)
                .map(known -> new TimelineAddress(UUID.fromString(form.group(1)), kind, known));
    }

    /** As the account offers it: {@code home}, {@code list/7}, {@code feed/at://did:plc:…}. */
    public String offeredId() {
        return kind == Kind.HOME ? kind.wireName() : kind.wireName() + "/" + id;
    }

    @Override
    public String toString() {
        return "timeline://" + connectionId + "/" + kind.wireName() + (kind == Kind.HOME ? "" : "/" + encode(id));
    }

    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "._~-".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }

    private static Optional<String> decode(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.write(text.charAt(i));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            int value = high * 16 + low;
            if (high < 0 || low < 0 || value < ' ' || value == 0x7F) {
                return Optional.empty();
            }
            bytes.write(value);
            i += 2;
        }
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
