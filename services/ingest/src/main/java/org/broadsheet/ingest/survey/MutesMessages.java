package org.broadsheet.ingest.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.broadsheet.events.Mute;
import org.broadsheet.events.MutesRead;
import org.broadsheet.ingest.connection.Connection;

/** What is told of an account's mutes: each once, without those that are over, in parts that the broker takes. */
record MutesMessages(String handle, List<Mute> mutes) {
    static final int MAX_MUTES = MutesRead.MAX_PARTS * MutesRead.MAX_MUTES;

    private record Key(Mute.Kind kind, String value, boolean whole) {}

    /** Of an account that is muted for a time and blocked for good, the longer one is kept. */
    static MutesMessages of(String handle, List<Mute> found, Instant now) {
        var mutes = new LinkedHashMap<Key, Mute>();
        found.stream()
                .filter(mute -> mute.until() == null || mute.until().isAfter(now))
                .forEach(mute -> mutes.merge(
                        new Key(mute.kind(), mute.value(), mute.whole()),
                        mute,
                        (known, other) -> isLonger(other, known) ? other : known));
        return new MutesMessages(
                handle, mutes.values().stream().limit(MAX_MUTES).toList());
    }

    private static boolean isLonger(Mute one, Mute other) {
        return other.until() != null && (one.until() == null || one.until().isAfter(other.until()));
    }

    /** The same for the same mutes, in whatever order a network lists them. */
    String mark() {
        var texts = mutes.stream()
                .map(mute -> String.join(
                        "\n",
                        String.valueOf(mute.kind()),
                        mute.value(),
                        String.valueOf(mute.name()),
                        String.valueOf(mute.whole()),
                        String.valueOf(mute.until())))
                .sorted()
                .collect(Collectors.joining("\n\n", handle + "\n\n", ""));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(texts.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** At least one, which says that there are none. */
    List<MutesRead> of(Connection connection, long version) {
        int parts = Math.max(1, (mutes.size() + MutesRead.MAX_MUTES - 1) / MutesRead.MAX_MUTES);
        var messages = new ArrayList<MutesRead>();
        for (int part = 1; part <= parts; part++) {
            int first = (part - 1) * MutesRead.MAX_MUTES;
            messages.add(new MutesRead(
                    connection.id(),
                    connection.userId(),
                    connection.network(),
                    handle,
                    version,
                    part,
                    parts,
                    mutes.subList(first, Math.min(mutes.size(), first + MutesRead.MAX_MUTES))));
        }
        return messages;
    }
}
