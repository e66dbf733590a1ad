package org.broadsheet.networks.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pull brought. Posts and cursor are stored in one transaction, or neither is.
 *
 * @param posts new ones and edited ones, newest first, none twice; what is hidden is among them
 * @param cursor for the next pull; null if there is none yet
 * @param stoppedBy the answer that ended the pull early; null if none did
 * @param isComplete false if posts of the window were left out that no later pull will bring, or may not bring soon
 * @param vanished posts that were given and that the timeline has no more, as far as it was read again
 * @param skipped items that could not be read
 * @param spent posts that X charges for
 */
public record Pulled(
        List<Post> posts,
        @Nullable String cursor,
        @Nullable PageResult stoppedBy,
        boolean isComplete,
        Vanished vanished,
        int skipped,
        int spent) {
    public Pulled {
        posts = List.copyOf(posts);
    }
}
