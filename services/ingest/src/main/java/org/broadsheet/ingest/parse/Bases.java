package org.broadsheet.ingest.parse;

import java.net.URI;
import java.util.Optional;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/** Addresses that other addresses are relative to. */
final class Bases {
    private Bases() {}

    /** Two nested {@code xml:base} values as one; the inner one may be relative to the outer. */
    static @Nullable String join(@Nullable String outer, @Nullable String inner) {
        if (inner == null || inner.isBlank()) {
            return outer;
        }
        if (outer == null || WebUrl.parse(inner) instanceof WebUrl) {
            return inner;
        }
        return absolute(inner, outer).map(WebUrl::toString).orElseGet(() -> relative(outer, inner));
    }

    /** Both are relative: the outer one's directory, then the inner one. */
    private static String relative(String outer, String inner) {
        return inner.startsWith("/") ? inner : outer.substring(0, outer.lastIndexOf('/') + 1) + inner;
    }

    /** The address against a base that may itself be unusable. */
    static Optional<WebUrl> absolute(@Nullable String address, @Nullable String base) {
        if (address == null || address.isBlank()) {
            return Optional.empty();
        }
        var parsedBase = base != null && WebUrl.parse(base) instanceof WebUrl url ? url : null;
        return WebUrl.parse(address, parsedBase) instanceof WebUrl url ? Optional.of(url) : Optional.empty();
    }

    /** An entry's base: its {@code xml:base} against the document's own address. */
    static URI of(@Nullable String xmlBase, URI document) {
        return absolute(xmlBase, document.toString()).map(WebUrl::toUri).orElse(document);
    }
}
