package org.broadsheet.filter.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.events.Network;
import org.broadsheet.events.Sharer;
import org.broadsheet.links.WebUrl;

/** The names by which a sharer can be muted: the key, and at Mastodon each server that the account lies in ({@code @a.example}). */
public final class SharerNames {
    private static final int MAX_LABELS = 10;

    private SharerNames() {}

    static List<String> of(Sharer sharer) {
        var names = new ArrayList<String>();
        names.add(sharer.key());
        if (sharer.network() == Network.MASTODON && sharer.handle() != null) {
            var handle = sharer.handle().startsWith("@") ? sharer.handle().substring(1) : sharer.handle();
            int at = handle.lastIndexOf('@');
            if (at >= 0) {
                server(handle.substring(at + 1)).ifPresent(server -> addAll(server, names));
            }
        }
        return names;
    }

    /** The name of a server, as links have hosts: lower case, in ASCII. */
    public static Optional<String> server(String name) {
        return switch (WebUrl.parse("http://" + name.strip().toLowerCase(Locale.ROOT) + "/")) {
            case WebUrl url -> Optional.of(url.host());
            default -> Optional.empty();
        };
    }

    /** The server and all above it, but no top-level domain. */
    private static void addAll(String server, List<String> names) {
        names.add("@" + server);
        var above = server;
        for (int labels = 0; labels < MAX_LABELS && above.indexOf('.') > 0; labels++) {
            above = above.substring(above.indexOf('.') + 1);
            if (above.indexOf('.') > 0) {
                names.add("@" + above);
            }
        }
    }
}
