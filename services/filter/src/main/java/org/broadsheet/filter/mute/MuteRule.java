package org.broadsheet.filter.mute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.events.Mute;
import org.broadsheet.filter.entry.Folding;
import org.broadsheet.filter.entry.SharerNames;
import org.jspecify.annotations.Nullable;

/**
 * A mute as a rule.
 *
 * @param needle what is looked for: in folded texts, or among the names of sharers
 * @param expression the same in the rule language (algorithms.md 4.7)
 * @param until when it ends by itself; null for never
 */
record MuteRule(
        Mute.Kind kind,
        String needle,
        String expression,
        @Nullable Instant until) {
    /** As the schema has it. */
    private static final int MAX_NEEDLE = 2_000;

    private static final Pattern SPECIAL = Pattern.compile("[\\\\/.*+?|()\\[\\]{}^$]");

    /** Empty if there is nothing to look for. */
    static Optional<MuteRule> of(Mute mute) {
        return switch (mute.kind()) {
            case WORD -> rule(mute, Folding.needle(mute.value(), mute.whole()), text(mute));
            case ACCOUNT ->
                rule(mute, mute.value(), "sharer:" + (mute.name() == null ? mute.value() : "@" + mute.name()));
            case SERVER ->
                SharerNames.server(mute.value()).flatMap(server -> rule(mute, "@" + server, "sharer:@*@" + server));
        };
    }

    private static Optional<MuteRule> rule(Mute mute, String needle, String expression) {
        return needle.isBlank() || needle.getBytes(UTF_8).length > MAX_NEEDLE
                ? Optional.empty()
                : Optional.of(new MuteRule(mute.kind(), needle, expression, mute.until()));
    }

    /** A word or phrase; a part of words is a pattern. */
    private static String text(Mute mute) {
        return mute.whole()
                ? "text:\"" + mute.value().replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : "text:/" + SPECIAL.matcher(mute.value()).replaceAll("\\\\$0") + "/i";
    }

    /** Of two rules that look for the same, the one that lasts. */
    MuteRule longer(MuteRule other) {
        return until == null || other.until() != null && until.isAfter(other.until()) ? this : other;
    }

    /** Without what is muted, which is nobody's business. */
    @Override
    public String toString() {
        return "MuteRule[" + kind.wireName() + "]";
    }
}
