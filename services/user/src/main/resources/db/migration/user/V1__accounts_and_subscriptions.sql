CREATE TABLE account (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
    name          text        CHECK (length(name) <= 200),
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);

-- The credential itself is signed and stored nowhere; this row says that it exists.
CREATE TABLE session (
    id         uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE token (
    id         uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    scopes     text[]      NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX token_of_user ON token (user_id);

-- url is as the user gave it, url_key as it is compared; source_id is null until ingest has answered.
CREATE TABLE subscription (
    id              uuid        PRIMARY KEY,
    user_id         uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    url             text        NOT NULL CHECK (length(url) <= 2000),
    url_key         text        NOT NULL CHECK (length(url_key) <= 2000),
    title           text        CHECK (length(title) <= 500),
    source_id       uuid,
    source_version  bigint      NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    UNIQUE (user_id, url_key)
);
CREATE INDEX subscription_source ON subscription (source_id);

-- What ingest last said of each source.
CREATE TABLE source (
    id           uuid        PRIMARY KEY,
    version      bigint      NOT NULL,
    state        text        NOT NULL CHECK (state IN ('pending', 'active', 'failing', 'gone')),
    title        text,
    feed_url     text        NOT NULL,
    entries      bigint      NOT NULL CHECK (entries >= 0),
    last_poll_at timestamptz,
    next_poll_at timestamptz,
    reason       text
);
