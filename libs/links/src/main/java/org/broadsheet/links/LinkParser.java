package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes a link of a URL without the network: parses it, unwraps redirect pages whose target stands in the URL, drops
 * tracking parameters, sets gift parameters apart, and folds what is left to the link key (algorithms.md 4.2, steps 1 to
 * 6; shorteners are not expanded). Pure and safe to share between threads.
 */
public final class LinkParser {
    private static final int MAX_ROUNDS = 5;

    /**
     * @param raw the URL as found; NUL in it is dropped
     * @param base the page or feed that it was found in, null when there is none: a relative URL is resolved against it,
     *     and a {@code ref} parameter that names its host is a tracking parameter
     */
    public LinkResult parse(String raw, @Nullable URI base) {
        return switch (base == null ? null : WebUrl.parse(base.toString())) {
            case null -> parse(raw, (WebUrl) null);
            case WebUrl url -> parse(raw, url);
            case Rejected _ -> parse(raw, (WebUrl) null);
        };
    }

    /** The same with a base that is parsed already. */
    public LinkResult parse(String raw, @Nullable WebUrl base) {
        return switch (WebUrl.parse(raw, base)) {
            case Rejected rejected -> rejected;
            case WebUrl url -> link(raw, url, base == null ? null : base.host());
        };
    }

    private static Link link(String raw, WebUrl url, @Nullable String foundOn) {
        var untracked = untracked(url, foundOn);
        var plain = GiftParameters.strip(untracked);
        return new Link(
                raw.indexOf('\0') < 0 ? raw : raw.replace("\0", ""),
                plain.toString(),
                sha256(LinkFolding.fold(plain)),
                plain.host(),
                RegistrableDomain.orHost(plain.host()),
                plain.equals(untracked) ? null : untracked.toString());
    }

    /** Until nothing changes any more: what is dropped may have hidden a wrapper. */
    private static WebUrl untracked(WebUrl url, @Nullable String foundOn) {
        var current = url;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var unwrapped = RedirectWrappers.unwrap(current);
            var target = unwrapped.hasRoute() ? unwrapped : unwrapped.withoutFragment();
            var next = TrackingParameters.strip(target, foundOn);
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
