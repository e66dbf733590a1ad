package org.broadsheet.chaos.source;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * One edition of what a fake source or an account of a network says.
 *
 * @param edition 1 when it appears, one more with each edit
 * @param links what it is about first; in a feed never empty, each at most once in one source
 */
public record Story(String guid, int edition, List<URI> links, Instant published) {
    public Story {
        requireNonNull(guid, "guid");
        requireNonNull(published, "published");
        links = List.copyOf(links);
    }

    /** What its text says, which shows which edition of which entry somebody has. */
    public String text() {
        return "Edition " + edition + " of " + guid + ".";
    }

    /** The next edition. */
    public Story edited(List<URI> newLinks) {
        return new Story(guid, edition + 1, newLinks, published);
    }
}
