-- What a link key stands for, as the first entry with it said; once for all readers.
CREATE TABLE article (
    id         uuid        PRIMARY KEY,
    link_key   text        NOT NULL UNIQUE CHECK (length(link_key) = 64),
    url        text        NOT NULL,
    domain     text        NOT NULL,
    title      text,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What ingest found out about it; may come before the article does.
CREATE TABLE article_metadata (
    link_key     text   PRIMARY KEY,
    version      bigint NOT NULL,
    title        text,
    site         text,
    author       text,
    excerpt      text,
    image_url    text,
    language     text,
    published_at timestamptz
);

CREATE TABLE entry (
    id             uuid        PRIMARY KEY,
    version        bigint      NOT NULL,
    sharer_key     text        NOT NULL,
    sharer_name    text        NOT NULL,
    sharer_handle  text,
    network        text        NOT NULL,
    url            text,
    text           text,
    shared_at      timestamptz NOT NULL
);

-- That an entry brought an article to a reader. hidden_by names the rule that keeps it from being listed.
CREATE TABLE share (
    user_id          uuid        NOT NULL,
    article_id       uuid        NOT NULL REFERENCES article (id),
    entry_id         uuid        NOT NULL REFERENCES entry (id),
    subscription_ids uuid[]      NOT NULL CHECK (cardinality(subscription_ids) > 0),
    entry_version    bigint      NOT NULL,
    rules_version    bigint      NOT NULL,
    sharer_key       text        NOT NULL,
    shared_at        timestamptz NOT NULL,
    hidden_by        text,
    recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, article_id, entry_id)
);
CREATE INDEX share_listing ON share (user_id, shared_at) INCLUDE (article_id, sharer_key) WHERE hidden_by IS NULL;
CREATE INDEX share_entry ON share (entry_id, user_id);
CREATE INDEX share_hidden ON share (user_id) WHERE hidden_by IS NOT NULL;

-- What a reader did with an article; it outlives the shares.
CREATE TABLE article_state (
    user_id    uuid   NOT NULL,
    article_id uuid   NOT NULL REFERENCES article (id),
    read_at    timestamptz,
    saved_at   timestamptz,
    tags       text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20),
    read_batch uuid,
    PRIMARY KEY (user_id, article_id)
);
CREATE INDEX article_state_saved ON article_state (user_id, saved_at) WHERE saved_at IS NOT NULL;
CREATE INDEX article_state_batch ON article_state (read_batch) WHERE read_batch IS NOT NULL;

-- Articles that were mailed, so that they do not come again soon.
CREATE TABLE delivered (
    user_id    uuid        NOT NULL,
    article_id uuid        NOT NULL,
    run_id     uuid        NOT NULL,
    sharers    integer     NOT NULL,
    sent_at    timestamptz NOT NULL,
    PRIMARY KEY (user_id, article_id, run_id)
);

-- What has ended for good: nothing that arrives late revives it.
CREATE TABLE ended_subscription (
    id       uuid        PRIMARY KEY,
    ended_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE forgotten_user (
    user_id      uuid        PRIMARY KEY,
    forgotten_at timestamptz NOT NULL DEFAULT now()
);
