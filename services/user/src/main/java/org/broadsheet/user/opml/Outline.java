package org.broadsheet.user.opml;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A subscription in a list: {@code <outline xmlUrl="..." text="...">} (OPML 2.0, Subscription lists). */
record Outline(int number, String xmlUrl, @Nullable String title) {
    Outline {
        requireNonNull(xmlUrl, "xmlUrl");
    }
}
