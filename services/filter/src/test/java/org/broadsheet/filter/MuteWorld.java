package org.broadsheet.filter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.ConnectionClosed;
import org.broadsheet.events.EntryIngested;
import org.broadsheet.events.EntryLink;
import org.broadsheet.events.Mute;
import org.broadsheet.events.MutesRead;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.events.SubscriptionResolved;

/** A reader with a source and a connection, and what ingest says of them. */
final class MuteWorld {
    final UUID user = UUID.randomUUID();
    final UUID source = UUID.randomUUID();
    final UUID connection = UUID.randomUUID();
    private final FilterRig rig;

    MuteWorld(FilterRig rig) {
        this.rig = rig;
    }

    void subscribe() {
        rig.deliver(new SubscriptionResolved(UUID.randomUUID(), user, source, 1));
    }

    EntryIngested entry(String title, String text) {
        return entry(title, text, new Sharer("feed:" + source, "Blog", null, Network.FEED));
    }

    EntryIngested entryOf(String handle) {
        var name = handle.substring(0, handle.indexOf('@'));
        var key = "mastodon:https://" + handle.substring(handle.indexOf('@') + 1) + "/users/" + name;
        return entry("A title", "Some text", new Sharer(key, name, handle, Network.MASTODON));
    }

    EntryIngested entry(String title, String text, Sharer sharer) {
        var link = World.link("a.test", "/" + UUID.randomUUID());
        return new EntryIngested(
                UUID.randomUUID(),
                source,
                1,
                sharer,
                null,
                title,
                text,
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of(new EntryLink(link.linkKey(), link.url(), link.host(), link.domain(), "linked page")));
    }

    MutesRead mutes(long version, Mute... mutes) {
        return parts(version, 1, List.of(mutes)).getFirst();
    }

    /** A list in parts of this size. */
    List<MutesRead> parts(long version, int count, List<Mute> mutes) {
        int size = (mutes.size() + count - 1) / count;
        var parts = new ArrayList<MutesRead>();
        for (int part = 1; part <= count; part++) {
            parts.add(new MutesRead(
                    connection,
                    user,
                    Network.MASTODON,
                    "ann@social.example",
                    version,
                    part,
                    count,
                    mutes.subList(Math.min(mutes.size(), (part - 1) * size), Math.min(mutes.size(), part * size))));
        }
        return parts;
    }

    ConnectionClosed closed() {
        return new ConnectionClosed(connection, user, 1, Instant.parse("2026-01-02T03:04:05Z"));
    }

    /** By which rule an entry is hidden from the reader by now; empty if it is shown. */
    String hiddenBy(EntryIngested entry) {
        return hiddenBy(entry, user);
    }

    String hiddenBy(EntryIngested entry, UUID reader) {
        var told = new Verdicts(rig.screened())
                .last(entry.entryId(), reader)
                .orElseThrow(() -> new AssertionError("nothing said of " + entry.entryId()));
        return told.verdict().hiddenBy() == null ? "" : told.verdict().hiddenBy();
    }

    int told(EntryIngested entry) {
        return new Verdicts(rig.screened()).on(entry.entryId(), user).size();
    }
}
