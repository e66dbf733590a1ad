package org.broadsheet.ingest.poll;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.broadsheet.ingest.parse.FeedDocument;
import org.broadsheet.links.fetch.CacheHints;
import org.broadsheet.links.fetch.Validators;
import org.jspecify.annotations.Nullable;

/** What a poll found, before it takes effect. */
sealed interface PollOutcome {

    /**
     * A feed.
     *
     * @param movedTo where a permanent redirect leads
     */
    record Read(
            FeedDocument document,
            String bodyHash,
            Validators validators,
            CacheHints hints,
            @Nullable URI movedTo) implements PollOutcome {
        public Read {
            requireNonNull(document, "document");
            requireNonNull(bodyHash, "bodyHash");
            requireNonNull(validators, "validators");
            requireNonNull(hints, "hints");
        }
    }

    /** The same as last time, said by the server or seen by its hash. */
    record Unchanged(Validators validators, CacheHints hints) implements PollOutcome {
        public Unchanged {
            requireNonNull(validators, "validators");
            requireNonNull(hints, "hints");
        }
    }

    /** A page that names a feed. */
    record Found(URI feed) implements PollOutcome {
        public Found {
            requireNonNull(feed, "feed");
        }
    }

    /** The publisher says that it is gone for good. */
    record Gone() implements PollOutcome {}

    /**
     * Nothing to read.
     *
     * @param cause to be counted
     * @param reason in words for the readers
     * @param detail for operators
     * @param notBefore how long the server wants to be left alone, zero where it says nothing
     */
    record Failed(PollFailure cause, String reason, String detail, Duration notBefore) implements PollOutcome {
        public Failed {
            requireNonNull(cause, "cause");
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
            requireNonNull(notBefore, "notBefore");
        }
    }
}
