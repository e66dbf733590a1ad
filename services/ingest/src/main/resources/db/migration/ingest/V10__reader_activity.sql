-- The last day (UTC) that each reader was here. paused_at: since when their timelines are not read, for their absence;
-- resumed_at: when they last came back from that.
CREATE TABLE reader_activity (
    user_id    uuid        PRIMARY KEY,
    seen_on    date        NOT NULL,
    paused_at  timestamptz,
    resumed_at timestamptz
);

-- Nothing is known of those who are here already: their absence is counted from now.
INSERT INTO reader_activity (user_id, seen_on)
SELECT user_id, (now() AT TIME ZONE 'UTC')::date
  FROM (SELECT subscription.user_id
          FROM subscription JOIN source ON source.id = source_id
         WHERE NOT ended AND url LIKE 'timeline:%'
         UNION
        SELECT user_id FROM connection WHERE state <> 'closed') AS readers;

-- What rests while its reader is away is no failure of its host.
CREATE OR REPLACE VIEW host_overview AS
SELECT host, sources, failing, polls_in_hand, polls_waiting, waiting_since, failures, reason, pages_waiting, pages_given_up
  FROM (SELECT host, count(*) AS sources, count(*) FILTER (WHERE state = 'failing' AND NOT rests) AS failing,
               count(*) FILTER (WHERE due_slot IS NOT NULL AND next_poll_at > now()) AS polls_in_hand,
               count(*) FILTER (WHERE next_poll_at <= now()) AS polls_waiting,
               min(next_poll_at) FILTER (WHERE next_poll_at <= now()) AS waiting_since,
               max(failures) AS failures, mode() WITHIN GROUP (ORDER BY reason) FILTER (WHERE NOT rests) AS reason
          FROM (SELECT *, url LIKE 'timeline:%' AND next_poll_at IS NULL AND state <> 'gone' AS rests
                  FROM source WHERE replaced_by IS NULL) AS own
         GROUP BY host) AS polls
  FULL JOIN (SELECT host, count(*) FILTER (WHERE state = 'waiting') AS pages_waiting,
                    count(*) FILTER (WHERE state = 'given_up') AS pages_given_up
               FROM page GROUP BY host) AS pages USING (host);
