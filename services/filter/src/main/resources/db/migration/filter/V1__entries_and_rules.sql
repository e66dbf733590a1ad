-- Who reads which source. An ended subscription stays as a row, so that nothing late revives it.
CREATE TABLE subscription (
    id        uuid    PRIMARY KEY,
    user_id   uuid    NOT NULL,
    source_id uuid,
    version   bigint  NOT NULL DEFAULT 0,
    ended     boolean NOT NULL DEFAULT false,
    CHECK (ended OR source_id IS NOT NULL)
);
CREATE INDEX subscription_source ON subscription (source_id) WHERE NOT ended;
CREATE INDEX subscription_user ON subscription (user_id) WHERE NOT ended;

-- Entries of the last 30 days, and the newest 50 of every source, as ingest sent them.
CREATE TABLE entry (
    id          uuid        PRIMARY KEY,
    source_id   uuid        NOT NULL,
    version     bigint      NOT NULL,
    shared_at   timestamptz NOT NULL,
    domains     text[]      NOT NULL,
    body        text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX entry_source ON entry (source_id, received_at);
CREATE INDEX entry_domains ON entry USING gin (domains);

-- names: every way in which a blocked domain may name this link (its domains, =host, and domains with path).
CREATE TABLE entry_link (
    entry_id uuid   NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    link_key text   NOT NULL,
    names    text[] NOT NULL,
    PRIMARY KEY (entry_id, link_key)
);
CREATE INDEX entry_link_names ON entry_link USING gin (names);

-- One row a user: the version that verdicts carry, and the blocked names in one array for the subset test.
CREATE TABLE rule_set (
    user_id uuid   PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    blocked text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE blocked_domain (
    user_id  uuid        NOT NULL REFERENCES rule_set (user_id) ON DELETE CASCADE,
    name     text        NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    added_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, name)
);

-- What each version changed: only entries that it can touch are judged again.
CREATE TABLE rule_change (
    user_id    uuid        NOT NULL REFERENCES rule_set (user_id) ON DELETE CASCADE,
    version    bigint      NOT NULL,
    names      text[]      NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, version)
);

-- Users whose account was deleted: what still arrives about them is dropped.
CREATE TABLE forgotten_user (
    user_id      uuid        PRIMARY KEY,
    forgotten_at timestamptz NOT NULL DEFAULT now()
);
