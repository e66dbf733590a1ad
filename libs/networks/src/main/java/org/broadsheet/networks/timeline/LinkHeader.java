package org.broadsheet.networks.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.links.fetch.ApiResult;

/** The {@code Link} header of a page (RFC 8288), as far as timelines have it: only the ids in it are used, never its addresses. */
public final class LinkHeader {
    private static final Pattern LINK = Pattern.compile("<([^>]{1,4000})>\\s*;\\s*rel=\"?(next|prev)\"?");

    private final String header;

    public LinkHeader(ApiResult.Answered answered) {
        this.header = answered.header("Link").orElse("");
    }

    /** A parameter of the address with a relation. */
    public Optional<String> parameter(String relation, String name) {
        var links = LINK.matcher(header);
        while (links.find()) {
            if (links.group(2).equals(relation)) {
                return parameter(links.group(1), Pattern.compile("[?&]" + name + "=([^&#]*)"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> parameter(String address, Pattern name) {
        var found = name.matcher(address);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(found.group(1), UTF_8)).filter(id -> !id.isEmpty());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
