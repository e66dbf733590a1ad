package org.broadsheet.feed.person;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what accounts of different networks are alike: the name that a person gives themselves, and the part of the handle that
 * they choose. Both must agree (algorithms.md section 4.4): there are many Annas.
 *
 * @param name folded: without case, accents, emoji and what stands in parentheses
 * @param stem of the handle: before the server at Mastodon, before {@code .bsky.social} at Bluesky
 */
record Likeness(String name, String stem) {
    /** "Anna (she/her)", "Anna (on holiday)". */
    private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)|（[^（）]*）");

    /** Mastodon's own pictures, {@code :verified:}. */
    private static final Pattern SHORTCODE = Pattern.compile(":[A-Za-z0-9_]+:");

    private static final Pattern EMOJI =
            Pattern.compile("[\\p{IsExtended_Pictographic}\\p{IsEmoji_Presentation}\\p{IsEmoji_Modifier}"
                    + "\\x{FE0F}\\x{20E3}\\p{Cf}]"); // \p{Cf}: what joins emoji, and other characters that nobody sees

    private static final Pattern ACCENT = Pattern.compile("\\p{InCombiningDiacriticalMarks}");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final String BLUESKY_HANDLES = ".bsky.social";

    /** Empty for feeds, and where either part says nothing. */
    static Optional<Likeness> of(Account account) {
        if (account.network().equals(Account.FEED)) {
            return Optional.empty();
        }
        var likeness = new Likeness(foldedName(account.name()), stem(account.network(), account.handle()));
        return likeness.name.isEmpty() || likeness.stem.isEmpty() ? Optional.empty() : Optional.of(likeness);
    }

    static String foldedName(String name) {
        var text = SHORTCODE.matcher(ASIDE.matcher(name).replaceAll(" ")).replaceAll(" ");
        text = EMOJI.matcher(text).replaceAll("");
        text = ACCENT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return SPACE.matcher(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    /** Empty where there is none: a DID, and a handle that leads nowhere, say nothing of their owner. */
    static String stem(String network, @Nullable String handle) {
        if (handle == null) {
            return "";
        }
        var text = handle.toLowerCase(Locale.ROOT);
        text = text.startsWith("@") ? text.substring(1) : text;
        if (network.equals(Account.MASTODON)) {
            int server = text.indexOf('@');
            return server < 0 ? text : text.substring(0, server);
        }
        if (network.equals(Account.BLUESKY)) {
            boolean says = !text.startsWith("did:") && !text.equals("handle.invalid");
            return says
                    ? text.endsWith(BLUESKY_HANDLES)
                            ? text.substring(0, text.length() - BLUESKY_HANDLES.length())
                            : text
                    : "";
        }
        return text;
    }
}
