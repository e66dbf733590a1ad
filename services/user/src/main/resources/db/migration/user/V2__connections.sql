-- Accounts elsewhere. Their credentials are not here: ingest has them. What ingest reports of a version is kept by the
-- number of the report.
CREATE TABLE connection (
    id          uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    network     text        NOT NULL CHECK (network IN ('mastodon', 'bluesky', 'x')),
    server      text        NOT NULL CHECK (length(server) <= 300),
    account_id  text        NOT NULL CHECK (length(account_id) <= 2000),
    handle      text        NOT NULL CHECK (length(handle) <= 700),
    version     bigint      NOT NULL CHECK (version > 0),
    report      bigint      NOT NULL DEFAULT 0,
    state       text        NOT NULL DEFAULT 'pending'
                            CHECK (state IN ('pending', 'active', 'expired', 'failing', 'spent')),
    reason      text        CHECK (length(reason) <= 500),
    timelines   jsonb       NOT NULL DEFAULT '[]',
    spent_cents bigint,
    cap_cents   bigint,
    created_at  timestamptz NOT NULL,
    UNIQUE (user_id, network, server, account_id)
);

-- Readers who were sent to a network and have not come back. The state is kept as its hash, the rest sealed.
CREATE TABLE connection_attempt (
    id         uuid        PRIMARY KEY,
    state_hash bytea       NOT NULL UNIQUE,
    user_id    uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    sealed     text        NOT NULL CHECK (length(sealed) <= 16384),
    expires_at timestamptz NOT NULL
);
CREATE INDEX connection_attempt_of_user ON connection_attempt (user_id);
CREATE INDEX connection_attempt_age ON connection_attempt (expires_at);

-- Our clients at Mastodon servers, one each.
CREATE TABLE mastodon_client (
    server        text        PRIMARY KEY CHECK (length(server) <= 300),
    client_id     text        NOT NULL CHECK (length(client_id) <= 300),
    sealed_secret text        NOT NULL,
    scopes        text        NOT NULL,
    redirect_uri  text        NOT NULL,
    registered_at timestamptz NOT NULL
);

-- What our client at Bluesky's servers proves itself with: one for the installation.
CREATE TABLE bluesky_client_key (
    only_one   boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    sealed_key text        NOT NULL,
    made_at    timestamptz NOT NULL
);
