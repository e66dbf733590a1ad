package org.broadsheet.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;
import org.broadsheet.networks.TimelineAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address of a source as it is compared.
 *
 * @param url normalised, or what was given where that is impossible
 * @param host that the polls of one host are counted by
 * @param problem why it can never be polled; null for an address
 */
record SourceUrl(String url, String host, @Nullable String problem) {

    /** A timeline's host is that of its connection's server, which the address does not tell. */
    static SourceUrl of(String given) {
        return TimelineAddress.parse(given)
                .map(timeline -> new SourceUrl(timeline.toString(), "timelines", null))
                .orElseGet(() -> ofWeb(given));
    }

    private static SourceUrl ofWeb(String given) {
        return switch (WebUrl.parse(given)) {
            case WebUrl parsed -> new SourceUrl(parsed.withoutFragment().toString(), parsed.host(), null);
            case Rejected rejected ->
                new SourceUrl(
                        bounded(given),
                        "",
                        "This is not an address that can be read: "
                                + rejected.reason().words() + ".");
        };
    }

    /** What a row can hold. */
    private static String bounded(String given) {
        String kept = given.replace("\0", "");
        byte[] bytes = kept.getBytes(UTF_8);
        if (bytes.length <= WebUrl.MAX_BYTES) {
            return kept.isEmpty() ? "(empty)" : new String(bytes, UTF_8);
        }
        var cut = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.IGNORE)
                .onUnmappableCharacter(CodingErrorAction.IGNORE);
        try {
            return cut.decode(ByteBuffer.wrap(bytes, 0, WebUrl.MAX_BYTES)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("malformed input is ignored", e);
        }
    }
}
