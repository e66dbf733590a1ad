package org.broadsheet.networks.timeline;

/**
 * What X calls things in requests: it renames tweets to posts, and its documents do not agree. Answers are read with both.
 *
 * @param fields the parameter for fields of posts
 * @param referenced the field with what a post refers to
 * @param note the field with the text of long posts
 */
public record XNames(String fields, String referenced, String note) {
    /** What its prose, and its answers until 2026, say. */
    public static final XNames TWEET = new XNames("tweet.fields", "referenced_tweets", "note_tweet");

    /** What its interface description 2.167 says. */
    public static final XNames POST = new XNames("post.fields", "referenced_posts", "note_post");
}
