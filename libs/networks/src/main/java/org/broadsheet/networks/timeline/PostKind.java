package org.broadsheet.networks.timeline;

/** How a post came to be. A quote that answers is a quote. */
public enum PostKind {
    POST,
    REPOST,
    QUOTE,
    REPLY
}
