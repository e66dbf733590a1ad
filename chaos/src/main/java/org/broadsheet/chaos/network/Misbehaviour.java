package org.broadsheet.chaos.network;

/** What becomes of requests for pages of timelines. */
public enum Misbehaviour {
    NONE,
    /** 429, with when to ask again. */
    LIMITED,
    /** 503; where tokens are refreshed, 500 after the old one was used up. */
    BROKEN,
    /** Answers come seconds late, some never. */
    SLOW,
    /** Every other answer ends in its middle. */
    CUT,
    /** 206, where a network has that: the timeline is being made anew. */
    COLD
}
