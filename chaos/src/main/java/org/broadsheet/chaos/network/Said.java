package org.broadsheet.chaos.network;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** That somebody shared a link, whether or not they still do. */
public record Said(String by, URI link) {
    public Said {
        requireNonNull(by, "by");
        requireNonNull(link, "link");
    }
}
