package org.broadsheet.networks.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the answer to a request for a page says. */
public sealed interface PageResult {
    /**
     * A page.
     *
     * @param items newest first, in the order of the server
     * @param unreadable items without anything to know them by
     * @param older what asks for the page below; null at the end
     * @param newest what the next page above is asked with; null where nothing says so
     * @param climbs whether the server has pages just above an id
     * @param posts that the answer holds, those that others refer to included: what X charges for
     * @param restUntil when the next request may be made; null for at once
     */
    record Page(
            List<PageItem> items,
            int unreadable,
            @Nullable String older,
            @Nullable String newest,
            boolean climbs,
            int posts,
            @Nullable Instant restUntil)
            implements PageResult {
        public Page {
            items = List.copyOf(items);
        }

        /** What can be read of it. */
        public List<Post> readable() {
            return items.stream().map(PageItem::post).filter(Objects::nonNull).toList();
        }

        /** Whether there is something to read, and all of it is older than this. */
        boolean isBelow(Instant floor) {
            var posts = readable();
            return !posts.isEmpty()
                    && posts.stream().allMatch(post -> post.sharedAt().isBefore(floor));
        }

        /** Items that can't be read. */
        public int skipped() {
            return unreadable
                    + (int) items.stream().filter(item -> item.post() == null).count();
        }
    }

    /** The server is making the timeline anew: the cursor stays, and later is soon enough. */
    record Cold() implements PageResult {}

    /** The token is not taken: refresh it, or have the reader connect again. */
    record Refused() implements PageResult {}

    record RateLimited(Instant until) implements PageResult {
        public RateLimited {
            requireNonNull(until, "until");
        }
    }

    /** What was paid for is used up; asking again is of no use until someone changes that. */
    record Spent() implements PageResult {}

    /** The timeline or its account is no more, for good. */
    record Gone() implements PageResult {}

    /** @param reason for readers: it tells nothing of the server's own words */
    record Failed(String reason) implements PageResult {
        public Failed {
            requireNonNull(reason, "reason");
        }
    }
}
