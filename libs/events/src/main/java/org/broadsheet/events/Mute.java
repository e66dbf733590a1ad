package org.broadsheet.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader does not want to see, as they said at a network.
 *
 * @param value the word or phrase as it was written, the sharer's key, or the server's name; at most {@value #MAX_VALUE}
 *     characters
 * @param name what the account is called, without {@code @}, at most {@value #MAX_NAME} characters; null for what is none
 * @param whole of words: never as a part of a longer one
 * @param until when it ends by itself; null for never
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Mute(
        Kind kind,
        String value,
        @Nullable String name,
        boolean whole,
        @Nullable Instant until) {
    /** With a part of them a message stays below 64 KiB. */
    public static final int MAX_VALUE = 250;

    public static final int MAX_NAME = 100;

    /** What is muted. */
    @Serdeable
    public enum Kind {
        WORD,
        ACCOUNT,
        /** All accounts of a server, and of those below it. */
        SERVER;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Mute {
        requireNonNull(kind, "kind");
        requireNonNull(value, "value");
        if (value.isBlank() || value.length() > MAX_VALUE || name != null && name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a mute with a value of " + value.length() + " characters, a name of "
                    + (name == null ? 0 : name.length()));
        }
    }

    public static Mute word(String text, boolean whole, @Nullable Instant until) {
        return new Mute(Kind.WORD, text, null, whole, until);
    }

    public static Mute account(String sharerKey, String handle, @Nullable Instant until) {
        return new Mute(
                Kind.ACCOUNT,
                sharerKey,
                handle.length() > MAX_NAME ? handle.substring(0, MAX_NAME) : handle,
                false,
                until);
    }

    public static Mute server(String name) {
        return new Mute(Kind.SERVER, name, null, false, null);
    }

    /** Without what is muted, which is nobody's business. */
    @Override
    public String toString() {
        return "Mute[" + kind.wireName() + "]";
    }
}
