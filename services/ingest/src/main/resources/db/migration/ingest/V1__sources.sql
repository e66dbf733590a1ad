-- What is polled: one row a feed URL, whoever reads it.
-- next_poll_at is null while nobody reads it, when it is gone, and when another source took its place.
-- due_slot names the one poll in hand; a poll that does not find its own slot here has been overtaken and has no effect.
CREATE TABLE source (
    id            uuid        PRIMARY KEY,
    url           text        NOT NULL UNIQUE CHECK (octet_length(url) BETWEEN 1 AND 2000),
    host          text        NOT NULL,
    state         text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'active', 'failing', 'gone')),
    version       bigint      NOT NULL DEFAULT 0 CHECK (version >= 0),
    title         text        CHECK (length(title) <= 500),
    entries       bigint      NOT NULL DEFAULT 0 CHECK (entries >= 0),
    etag          text,
    last_modified text,
    body_hash     text,
    failures      integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
    reason        text,
    moved_to      text,
    moved_count   integer     NOT NULL DEFAULT 0 CHECK (moved_count >= 0),
    replaced_by   uuid        REFERENCES source (id) CHECK (replaced_by <> id),
    next_poll_at  timestamptz,
    due_slot      timestamptz,
    last_poll_at  timestamptz,
    created_at    timestamptz NOT NULL,
    CHECK (next_poll_at IS NULL OR replaced_by IS NULL AND state <> 'gone'),
    CHECK (due_slot IS NULL OR next_poll_at IS NOT NULL),
    CHECK (state <> 'failing' OR reason IS NOT NULL)
);
CREATE INDEX source_due ON source (next_poll_at) WHERE next_poll_at IS NOT NULL;

-- Who reads which source. An ended subscription stays as a row, so that nothing late revives it.
CREATE TABLE subscription (
    id        uuid    PRIMARY KEY,
    user_id   uuid    NOT NULL,
    source_id uuid    REFERENCES source (id),
    version   bigint  NOT NULL DEFAULT 0 CHECK (version >= 0),
    ended     boolean NOT NULL DEFAULT false,
    CHECK (ended = (source_id IS NULL))
);
CREATE INDEX subscription_source ON subscription (source_id) WHERE NOT ended;
CREATE INDEX subscription_user ON subscription (user_id) WHERE NOT ended;

-- Users whose account was deleted: what still arrives about them is dropped.
CREATE TABLE forgotten_user (
    user_id      uuid        PRIMARY KEY,
    forgotten_at timestamptz NOT NULL DEFAULT now()
);

-- Entries seen, to know new ones and edits by. version 0: seen in an archive when the source was new, never sent.
CREATE TABLE entry (
    id           uuid        PRIMARY KEY,
    source_id    uuid        NOT NULL REFERENCES source (id),
    guid         text        NOT NULL CHECK (length(guid) BETWEEN 1 AND 1000),
    version      bigint      NOT NULL CHECK (version >= 0),
    content_hash text        NOT NULL,
    shared_at    timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    UNIQUE (source_id, guid)
);
CREATE INDEX entry_rate ON entry (source_id, shared_at);

-- Articles that were described to the feed service, each by the source whose own they are.
CREATE TABLE article (
    link_key     text   PRIMARY KEY CHECK (length(link_key) = 64),
    source_id    uuid   NOT NULL REFERENCES source (id),
    version      bigint NOT NULL CHECK (version >= 1),
    content_hash text   NOT NULL
);
