package org.broadsheet.networks.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.events.Mute;
import org.broadsheet.links.PlainText;
import org.broadsheet.networks.timeline.ShareTime;
import org.broadsheet.networks.timeline.Tree;
import org.jspecify.annotations.Nullable;

/** Mutes in the order in which they were met, each once, and no more than are taken. What is too long is left out: cut, it would mute more. */
final class Mutes {
    private record Key(String value, boolean whole) {}

    private final Map<Key, Mute> mutes = new LinkedHashMap<>();

    boolean isFull() {
        return mutes.size() >= Inquiry.MAX_MUTES;
    }

    /** @param until null for never */
    void word(@Nullable String text, boolean whole, @Nullable Instant until) {
        var plain = PlainText.cut(text, Mute.MAX_VALUE + 1);
        if (plain != null && plain.length() <= Mute.MAX_VALUE) {
            add(Mute.word(plain, whole, until));
        }
    }

    void account(String key, String handle, @Nullable Instant until) {
        if (key.length() <= Mute.MAX_VALUE) {
            add(Mute.account(key, handle, until));
        }
    }

    void server(@Nullable String name) {
        var plain = PlainText.cut(name, Mute.MAX_VALUE + 1);
        if (plain != null && plain.length() <= Mute.MAX_VALUE && plain.matches("[^\\s/@*]+")) {
            add(Mute.server(plain.toLowerCase(Locale.ROOT)));
        }
    }

    /** Of two ends the later one counts. */
    private void add(Mute mute) {
        var key = new Key(mute.value(), mute.whole());
        var known = mutes.get(key);
        if (known == null ? !isFull() : isLonger(mute.until(), known.until())) {
            mutes.put(key, mute);
        }
    }

    private static boolean isLonger(@Nullable Instant until, @Nullable Instant known) {
        return known != null && (until == null || until.isAfter(known));
    }

    List<Mute> toList() {
        return new ArrayList<>(mutes.values());
    }

    /** When something ends, as a field says; nothing ends by what is no time. */
    static Optional<Instant> end(JsonNode json, String field) {
        return Tree.text(json, field).flatMap(ShareTime::parse);
    }
}
