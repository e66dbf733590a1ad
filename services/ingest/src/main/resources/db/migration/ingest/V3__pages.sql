-- What is known of an article, by who said it: the feed of its own site, the first one to do so, and its page.
ALTER TABLE article ALTER COLUMN source_id DROP NOT NULL;
ALTER TABLE article DROP COLUMN content_hash;
ALTER TABLE article ADD COLUMN of_feed jsonb;
ALTER TABLE article ADD COLUMN of_page jsonb;

-- The pages that links lead to, each read once. The rows are the queue: a host's pages are due one after the other, at its
-- pace, so that a burst of links asks no server for everything at once and no host stands in another's way.
-- due_slot names the reading in hand; next_at is its lease then, and null when nothing more is to be done.
CREATE TABLE page (
    link_key  text        PRIMARY KEY CHECK (length(link_key) = 64),
    url       text        NOT NULL CHECK (octet_length(url) BETWEEN 1 AND 2000),
    host      text        NOT NULL,
    state     text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'given_up')),
    tries     integer     NOT NULL DEFAULT 0 CHECK (tries >= 0),
    reason    text,
    canonical text,
    next_at   timestamptz,
    due_slot  timestamptz,
    CHECK ((next_at IS NULL) = (state <> 'waiting')),
    CHECK (due_slot IS NULL OR next_at IS NOT NULL),
    CHECK (state <> 'given_up' OR reason IS NOT NULL)
);
CREATE INDEX page_due ON page (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX page_host ON page (host, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX page_in_hand ON page (host) WHERE due_slot IS NOT NULL;
