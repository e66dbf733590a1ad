-- The messaging tables of one service's schema. Every service has its own.

-- What was said inside a committed transaction and is not yet confirmed by the broker. A row lives for milliseconds.
CREATE TABLE outbox (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id     uuid        NOT NULL,
    exchange       text        NOT NULL,
    routing_key    text        NOT NULL CHECK (routing_key <> ''),
    type           text        NOT NULL,
    schema_version integer     NOT NULL,
    correlation_id text,
    headers        jsonb       NOT NULL DEFAULT '{}',
    body           bytea       NOT NULL CHECK (octet_length(body) <= 1048576),
    created_at     timestamptz NOT NULL DEFAULT now(),
    attempts       integer     NOT NULL DEFAULT 0,
    not_before     timestamptz NOT NULL DEFAULT now()
);

-- Which messages a consumer has taken effect of: the second delivery has none.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    message_id  uuid        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON inbox (received_at);

-- Messages that failed, or that a consumer left behind when it died: each is tried again by itself.
CREATE TABLE retry (
    consumer        text        NOT NULL,
    message_id      uuid        NOT NULL,
    type            text        NOT NULL,
    schema_version  integer     NOT NULL,
    correlation_id  text,
    body            bytea       NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    not_before      timestamptz NOT NULL,
    first_failed_at timestamptz NOT NULL DEFAULT now(),
    last_failed_at  timestamptz NOT NULL DEFAULT now(),
    last_error      text,
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX retry_due ON retry (not_before);
