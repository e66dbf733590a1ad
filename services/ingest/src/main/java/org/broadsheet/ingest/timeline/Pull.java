package org.broadsheet.ingest.timeline;

import static java.util.Objects.requireNonNull;

import org.broadsheet.events.Network;
import org.broadsheet.ingest.budget.Charge;
import org.broadsheet.ingest.connection.Connection;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.networks.timeline.Pulled;
import org.jspecify.annotations.Nullable;

/** What a pull of a timeline came to, before it takes effect. */
sealed interface Pull {
    /**
     * Its server was asked.
     *
     * @param pulled with posts and cursor, also if it was cut short
     * @param entries of the posts, with their short links expanded
     * @param stop why it was cut short; null if it was not
     * @param charge null where reading costs nothing
     */
    record Asked(
            Connection connection,
            Pulled pulled,
            FeedDocument entries,
            @Nullable Stop stop,
            boolean thorough,
            @Nullable Charge charge)
            implements Pull {
        public Asked {
            requireNonNull(connection, "connection");
            requireNonNull(pulled, "pulled");
            requireNonNull(entries, "entries");
        }
    }

    /** Nothing was asked, since its reader has not been here for so long. */
    record Away(Connection connection) implements Pull {
        public Away {
            requireNonNull(connection, "connection");
        }
    }

    /** Nothing was asked. */
    record Unasked(@Nullable Network network, Stop stop) implements Pull {
        public Unasked {
            requireNonNull(stop, "stop");
        }
    }
}
