package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of a call of an API. */
public sealed interface ApiResult {
    /**
     * An answer, whatever its status; a redirect is one as well, and is not followed.
     *
     * @param headers the first of each name, in any case
     * @param body inflated; empty for a redirect. Not copied, so nobody may change it
     */
    @SuppressWarnings("ArrayRecordComponent") // a body is never compared
    record Answered(int status, Map<String, String> headers, byte[] body) implements ApiResult {
        public Answered {
            var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            headers = Collections.unmodifiableMap(copy);
            requireNonNull(body, "body");
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        public String text() {
            return new String(body, UTF_8);
        }

        /** Without headers and body: both carry tokens. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /**
     * No answer.
     *
     * @param detail for operators: may name addresses, so it is never shown to readers
     */
    record Failed(FailureKind kind, String detail) implements ApiResult {
        public Failed {
            requireNonNull(kind, "kind");
            requireNonNull(detail, "detail");
        }
    }
}
