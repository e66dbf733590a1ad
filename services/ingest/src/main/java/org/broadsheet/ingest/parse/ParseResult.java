package org.broadsheet.ingest.parse;

import static java.util.Objects.requireNonNull;

/** What a body turned out to be. */
public sealed interface ParseResult {

    /** A feed. */
    record Parsed(FeedDocument document) implements ParseResult {
        public Parsed {
            requireNonNull(document, "document");
        }
    }

    /**
     * A web page, which may name feeds.
     *
     * @param html decoded
     */
    record Page(String html) implements ParseResult {
        public Page {
            requireNonNull(html, "html");
        }
    }

    /** @param reason in words for the person who gave the address */
    record NotAFeed(String reason) implements ParseResult {
        public NotAFeed {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * It is meant to be a feed, but can't be read.
     *
     * @param reason in words for the person who gave the address
     */
    record Broken(String reason) implements ParseResult {
        public Broken {
            requireNonNull(reason, "reason");
        }
    }
}
