-- For every look at what is in hand.
CREATE INDEX source_in_hand ON source (host) WHERE due_slot IS NOT NULL;

-- Since when nothing new is known of a page or an article, so that it can be forgotten.
ALTER TABLE page ADD COLUMN settled_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX page_settled ON page (settled_at) WHERE next_at IS NULL;
ALTER TABLE article ADD COLUMN told_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX article_told ON article (told_at);

-- A source that is forgotten leaves its articles as they were told.
ALTER TABLE article DROP CONSTRAINT article_source_id_fkey;
CREATE INDEX source_replaced_by ON source (replaced_by) WHERE replaced_by IS NOT NULL;

-- For operators: how each host fares. A table and no metric, since there may be any number of hosts.
CREATE VIEW host_overview AS
SELECT host, sources, failing, polls_in_hand, polls_waiting, waiting_since, failures, reason, pages_waiting, pages_given_up
  FROM (SELECT host, count(*) AS sources, count(*) FILTER (WHERE state = 'failing') AS failing,
               count(*) FILTER (WHERE due_slot IS NOT NULL AND next_poll_at > now()) AS polls_in_hand,
               count(*) FILTER (WHERE next_poll_at <= now()) AS polls_waiting,
               min(next_poll_at) FILTER (WHERE next_poll_at <= now()) AS waiting_since,
               max(failures) AS failures, mode() WITHIN GROUP (ORDER BY reason) AS reason
          FROM source WHERE replaced_by IS NULL GROUP BY host) AS polls
  FULL JOIN (SELECT host, count(*) FILTER (WHERE state = 'waiting') AS pages_waiting,
                    count(*) FILTER (WHERE state = 'given_up') AS pages_given_up
               FROM page GROUP BY host) AS pages USING (host);
