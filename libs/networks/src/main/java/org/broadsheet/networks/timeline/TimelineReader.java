package org.broadsheet.networks.timeline;

import java.time.Instant;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;

/** One timeline of one account: says how a page is asked for, and what the answer means. Sends nothing itself. */
public sealed interface TimelineReader permits MastodonTimeline, BlueskyTimeline, XTimeline {
    /** Bytes of one answer that are read: texts of millions of characters are cut, and cost no page. */
    int MAX_BODY = 16 << 20;

    /** The most items that one page may have. */
    int maxPage();

    /** The request for a page, without a token. */
    ApiRequest request(PageQuery query);

    /**
     * What an answer says. An item that can't be read is skipped and counted; it never costs the page.
     *
     * @param fetchedAt now: no post is from later
     */
    PageResult read(ApiResult result, Instant fetchedAt);
}
