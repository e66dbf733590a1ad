-- The other link key by whose address the page of an article wants to be known; of the version of the rest.
ALTER TABLE article_metadata ADD COLUMN canonical_key text CHECK (length(canonical_key) = 64 AND canonical_key <> link_key);
CREATE INDEX article_metadata_canonical ON article_metadata (canonical_key) WHERE canonical_key IS NOT NULL;

-- Articles that are listed as another one, the story: what article_metadata.canonical_key comes to when it is followed to its
-- end. No share, state or article is rewritten by it. An ended row stays for a day for those who are reading on from before
-- it ended; begun_in and ended_in are the transactions, so that it is known exactly what a moment has seen.
CREATE TABLE story_member (
    article_id uuid NOT NULL REFERENCES article (id),
    story_id   uuid NOT NULL REFERENCES article (id),
    begun_in   xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ended_in   xid8,
    ended_at   timestamptz,
    PRIMARY KEY (article_id, begun_in),
    CHECK (article_id <> story_id),
    CHECK ((ended_in IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX story_member_now ON story_member (article_id) WHERE ended_in IS NULL;
CREATE INDEX story_member_story ON story_member (story_id, article_id);
CREATE INDEX story_member_ended ON story_member (ended_at) WHERE ended_at IS NOT NULL;

CREATE VIEW story_now AS SELECT article_id, story_id FROM story_member WHERE ended_in IS NULL;

-- What is shown of an article: what its own page and feed say; where they say nothing, its members, the first ones first.
CREATE VIEW described_article AS
SELECT a.id, a.url, a.domain,
       coalesce(m.title, f.title, a.title, f.entry_title) AS title,
       coalesce(m.site, f.site) AS site,
       coalesce(m.author, f.author) AS author,
       coalesce(m.excerpt, f.excerpt) AS excerpt,
       coalesce(m.image_url, f.image_url) AS image_url,
       coalesce(m.published_at, f.published_at) AS published_at,
       coalesce(m.reading_minutes, f.reading_minutes) AS reading_minutes,
       coalesce(m.favicon_url, f.favicon_url) AS favicon_url
  FROM article a
  LEFT JOIN article_metadata m ON m.link_key = a.link_key
  LEFT JOIN LATERAL (
       SELECT (array_agg(n.title ORDER BY b.id) FILTER (WHERE n.title IS NOT NULL))[1] AS title,
              (array_agg(b.title ORDER BY b.id) FILTER (WHERE b.title IS NOT NULL))[1] AS entry_title,
              (array_agg(n.site ORDER BY b.id) FILTER (WHERE n.site IS NOT NULL))[1] AS site,
              (array_agg(n.author ORDER BY b.id) FILTER (WHERE n.author IS NOT NULL))[1] AS author,
              (array_agg(n.excerpt ORDER BY b.id) FILTER (WHERE n.excerpt IS NOT NULL))[1] AS excerpt,
              (array_agg(n.image_url ORDER BY b.id) FILTER (WHERE n.image_url IS NOT NULL))[1] AS image_url,
              (array_agg(n.published_at ORDER BY b.id) FILTER (WHERE n.published_at IS NOT NULL))[1] AS published_at,
              (array_agg(n.reading_minutes ORDER BY b.id) FILTER (WHERE n.reading_minutes IS NOT NULL))[1] AS reading_minutes,
              (array_agg(n.favicon_url ORDER BY b.id) FILTER (WHERE n.favicon_url IS NOT NULL))[1] AS favicon_url
         FROM (SELECT article_id FROM story_member WHERE story_id = a.id AND ended_in IS NULL
                ORDER BY article_id LIMIT 20) AS s
         JOIN article b ON b.id = s.article_id
         LEFT JOIN article_metadata n ON n.link_key = b.link_key) AS f ON true;
