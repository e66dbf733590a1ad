package org.broadsheet.networks.timeline;

/**
 * What X calls things in requests: it renames tweets to posts, and its documents do not agree. Answers are read with both.
 *
 * @param parameter the parameter for fields of posts
 * @param fields what is asked of a post
 * @param expansions what is asked besides the post
 */
public record XNames(String parameter, String fields, String expansions) {
    private static final String BOTH = "created_at,entities,lang,conversation_id,possibly_sensitive,";

    /** What its prose, and its answers until 2026, say. */
    public static final XNames TWEET = new XNames(
            "tweet.fields",
            BOTH + "author_id,referenced_tweets,note_tweet",
            "author_id,referenced_tweets.id,referenced_tweets.id.author_id");

    /** What its interface description 2.167 says, where who wrote a post and what it refers to are expansions alone. */
    public static final XNames POST = new XNames("post.fields", BOTH + "note_post", "author_id,referenced_posts");
}
