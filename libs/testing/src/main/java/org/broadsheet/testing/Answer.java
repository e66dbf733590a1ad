package org.broadsheet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link FeedServer} says at one path.
 *
 * @param body sent as it is; never changed after
 * @param ending how much of the body comes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Answer(int status, Map<String, String> headers, byte[] body, Ending ending) {
    /** How much of a body comes. */
    public enum Ending {
        /** All of it. */
        WHOLE,
        /** Nothing, and no end either, as from a server that hangs. */
        STALLS,
        /** Half of it; then the connection ends. */
        CUT
    }

    static final Answer NOT_FOUND = status(404);

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer of(String contentType, byte[] body) {
        return new Answer(200, Map.of("Content-Type", contentType), body, Ending.WHOLE);
    }

    /** A text in UTF-8, whose content type says so or leaves it to the text. */
    public static Answer of(String contentType, String body) {
        return of(contentType, body.getBytes(UTF_8));
    }

    /** A status without a body. */
    public static Answer status(int status) {
        return new Answer(status, Map.of(), new byte[0], Ending.WHOLE);
    }

    public static Answer redirect(int status, String location) {
        return status(status).withHeader("Location", location);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, ending);
    }

    public Answer withStatus(int other) {
        return new Answer(other, headers, body, ending);
    }

    /** The same, but the body never comes. */
    public Answer stalling() {
        return new Answer(status, headers, body, Ending.STALLS);
    }

    /** The same, but the connection ends in the middle of the body. */
    public Answer cut() {
        return new Answer(status, headers, body, Ending.CUT);
    }

    /** Whether the client says that it has exactly this; the tag goes before the date (RFC 9110 section 13.1.3). */
    boolean isKnownTo(Headers request) {
        if (status != 200) {
            return false;
        }
        String tag = request.getFirst("If-None-Match");
        if (tag != null) {
            return tag.equals(headers.get("ETag"));
        }
        String since = request.getFirst("If-Modified-Since");
        return since != null && since.equals(headers.get("Last-Modified"));
    }
}
