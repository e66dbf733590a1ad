-- Sessions, tokens and (by the user's id) accounts that are no longer good, as this service knows them.
CREATE TABLE revoked_credential (
    id         uuid        PRIMARY KEY,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX revoked_credential_age ON revoked_credential (revoked_at);

-- The first answer to each keyed POST, given again to whoever repeats it.
CREATE TABLE idempotency_key (
    client      text        NOT NULL,
    key         text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint bytea       NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    status      integer,
    body        bytea,
    PRIMARY KEY (client, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (started_at);
