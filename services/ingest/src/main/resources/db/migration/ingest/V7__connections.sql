-- Accounts elsewhere, with their credentials: sealed, and nowhere else. A closed connection stays as a row without
-- anything in it, so that nothing late revives it.
-- credentials_version counts every change of the credentials, by a reconnect or a refresh. refresh_started_at is set and
-- committed before a refresh goes out, of the credentials of that version; a change of them ends it.
CREATE TABLE connection (
    id                  uuid        PRIMARY KEY,
    user_id             uuid        NOT NULL,
    network             text        CHECK (network IN ('mastodon', 'bluesky', 'x')),
    server              text,
    account_id          text,
    handle              text,
    version             bigint      NOT NULL CHECK (version >= 0),
    sealed              text        CHECK (length(sealed) <= 16384),
    credentials_version bigint      NOT NULL DEFAULT 0 CHECK (credentials_version >= 0),
    state               text        NOT NULL CHECK (state IN ('active', 'expired', 'failing', 'spent', 'closed')),
    reason              text        CHECK (length(reason) <= 500),
    report              bigint      NOT NULL DEFAULT 0 CHECK (report >= 0),
    failures            integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
    retry_at            timestamptz,
    refresh_started_at  timestamptz,
    CHECK (CASE state WHEN 'closed'
           THEN num_nonnulls(network, server, account_id, handle, sealed, reason, retry_at, refresh_started_at) = 0
           ELSE num_nulls(network, server, account_id, handle, sealed) = 0 END),
    CHECK ((state = 'failing') = (retry_at IS NOT NULL)),
    CHECK (state NOT IN ('expired', 'failing') OR reason IS NOT NULL)
);
CREATE INDEX connection_user ON connection (user_id);
CREATE INDEX connection_account ON connection (network, server, account_id) WHERE state <> 'closed';

-- Credentials that nobody uses any more and that are to be ended at their network. Whatever becomes of it, a row goes when
-- forget_at has come.
CREATE TABLE credential_revocation (
    id            uuid        PRIMARY KEY,
    connection_id uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    network       text        NOT NULL,
    server        text        NOT NULL,
    account_id    text        NOT NULL,
    sealed        text        NOT NULL,
    tries         integer     NOT NULL DEFAULT 0 CHECK (tries >= 0),
    next_at       timestamptz NOT NULL,
    forget_at     timestamptz NOT NULL
);
CREATE INDEX credential_revocation_due ON credential_revocation (next_at);
CREATE INDEX credential_revocation_age ON credential_revocation (forget_at);
