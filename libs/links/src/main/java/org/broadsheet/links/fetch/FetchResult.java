package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a fetch. */
public sealed interface FetchResult {

    /**
     * A body.
     *
     * @param body inflated; not copied, so nobody may change it
     * @param contentType the header as sent, null where there is none
     * @param finalUri where the redirects ended
     * @param movedTo where the source lives from now on: the end of a chain of permanent redirects (301, 308); null when
     *     there was none, or a temporary one among them
     */
    @SuppressWarnings("ArrayRecordComponent") // a body is never compared
    record Fetched(
            byte[] body,
            @Nullable String contentType,
            URI finalUri,
            @Nullable URI movedTo,
            Validators validators,
            CacheHints hints)
            implements FetchResult {
        public Fetched {
            requireNonNull(body, "body");
            requireNonNull(finalUri, "finalUri");
            requireNonNull(validators, "validators");
            requireNonNull(hints, "hints");
        }
    }

    /**
     * The body is still the one that the validators name (304).
     *
     * @param validators those of the request, with what the answer named anew
     */
    record NotModified(Validators validators, CacheHints hints) implements FetchResult {
        public NotModified {
            requireNonNull(validators, "validators");
            requireNonNull(hints, "hints");
        }
    }

    /** The publisher says that it is gone for good (410). */
    record Gone() implements FetchResult {}

    /**
     * Asked too often, or overloaded (429, or 503 with a time).
     *
     * @param retryAfter at most 24 hours; zero where the answer names no time
     */
    record RateLimited(int status, Duration retryAfter) implements FetchResult {
        public RateLimited {
            requireNonNull(retryAfter, "retryAfter");
        }

        /** What it is, in words for the person who gave the address. */
        public String reason() {
            return "The server asks to be left alone for a while (HTTP " + status + ").";
        }
    }

    /**
     * No body.
     *
     * @param status the HTTP status, 0 where there was no answer
     * @param detail for operators: may name addresses, so it is never shown to readers
     * @param elsewhere whether it happened at another host than the one that was asked, after a redirect
     */
    record Failed(FailureKind kind, int status, String detail, boolean elsewhere) implements FetchResult {
        public Failed {
            requireNonNull(kind, "kind");
            requireNonNull(detail, "detail");
        }

        /**
         * Whether the host that was asked did not answer. What a redirect led to does not stand for it: whoever names such
         * an address could silence it for all.
         */
        public boolean isHostSilent() {
            return kind.isSilence() && !elsewhere;
        }

        /** Why, in words for the person who gave the address. */
        public String reason() {
            return switch (kind) {
                case BLOCKED, UNREACHABLE, TIMED_OUT -> "The address could not be reached.";
                case TOO_MANY_REDIRECTS -> "The address redirects too often.";
                case TOO_LARGE -> "The answer is too large.";
                case NO_ROOM -> "The answer is large and could not be read just now.";
                case UNREADABLE -> "The server's answer could not be read.";
                case STATUS -> "The server answered with " + StatusWords.of(status) + ".";
            };
        }
    }
}
