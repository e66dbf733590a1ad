-- The messaging tables of one service's schema. Every service has its own.

-- What was said inside a committed transaction and is not yet confirmed by the broker. A row lives for milliseconds.
CREATE TABLE outbox (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Who inserted it. Ids are drawn before the commit and so tell nothing about what can still come; transactions do.
    xid            xid8        NOT NULL DEFAULT pg_current_xact_id(),
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
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX outbox_claim ON outbox (xid, id);

-- Which messages a consumer has taken effect of: the second delivery has none.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    message_id  uuid        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_age ON inbox USING brin (received_at);

-- Messages that failed, or that a consumer left behind when it died: each is tried again by itself.
CREATE TABLE retry (
    consumer        text        NOT NULL,
    message_id      uuid        NOT NULL,
    type            text        NOT NULL,
    schema_version  integer     NOT NULL,
    correlation_id  text,
    body            bytea       NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    in_hand         boolean     NOT NULL DEFAULT false,
    not_before      timestamptz NOT NULL,
    first_failed_at timestamptz NOT NULL DEFAULT now(),
    last_failed_at  timestamptz NOT NULL DEFAULT now(),
    last_error      text,
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX retry_due ON retry (consumer, not_before);
