package org.broadsheet.user.source;

import java.util.UUID;

/** Whose connections there are, as far as a timeline's address needs it. */
public interface TimelineOwners {
    /** Whether the user has this connection. */
    boolean owns(UUID userId, UUID connectionId);
}
