-- What is shown of an article to somebody: what its own page and feed say; where they say nothing, those of its members that
-- they have, the first ones first. What only others have says nothing to them.
CREATE FUNCTION described(story uuid, members uuid[])
RETURNS TABLE (url text, domain text, title text, site text, author text, excerpt text, image_url text,
               published_at timestamptz, reading_minutes integer, favicon_url text)
LANGUAGE sql STABLE AS $$
SELECT a.url, a.domain,
       coalesce(m.title, f.title, a.title, f.entry_title),
       coalesce(m.site, f.site),
       coalesce(m.author, f.author),
       coalesce(m.excerpt, f.excerpt),
       coalesce(m.image_url, f.image_url),
       coalesce(m.published_at, f.published_at),
       coalesce(m.reading_minutes, f.reading_minutes),
       coalesce(m.favicon_url, f.favicon_url)
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
         FROM (SELECT article_id FROM story_member
                WHERE story_id = $1 AND ended_in IS NULL AND article_id = ANY ($2)
                ORDER BY article_id LIMIT 20) AS s
         JOIN article b ON b.id = s.article_id
         LEFT JOIN article_metadata n ON n.link_key = b.link_key) AS f ON true
 WHERE a.id = $1
$$;

DROP VIEW described_article;
