package org.broadsheet.ingest.connection;

import java.util.List;
import java.util.UUID;
import org.broadsheet.events.OfferedTimeline;

/** What is known of accounts besides their posts, which follows their connections. Joins the caller's transaction. */
public interface Surveyed {
    /** What the account offers to read besides its home timeline, as far as is known. */
    List<OfferedTimeline> offered(UUID connectionId);

    /** The account was connected, or connected again: it is asked at once. */
    void opened(Connection connection);

    /** All that was known of it is forgotten. */
    void closed(UUID connectionId);
}
