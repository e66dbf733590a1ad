-- What words are looked for in, and by which names its sharer can be muted. Null in entries from before: they are folded
-- when they are judged again.
ALTER TABLE entry ADD COLUMN folded text;
ALTER TABLE entry ADD COLUMN sharer_names text[] NOT NULL DEFAULT '{}';

-- Whether any imported rule is active: for everyone else none are looked for.
ALTER TABLE rule_set ADD COLUMN mutes boolean NOT NULL DEFAULT false;

-- What a connection has said of mutes: the version that counts, and of which account it is. An ended one stays, so that
-- nothing late revives it.
CREATE TABLE mute_import (
    connection_id uuid    PRIMARY KEY,
    user_id       uuid    NOT NULL REFERENCES rule_set (user_id) ON DELETE CASCADE,
    network       text,
    handle        text,
    version       bigint  NOT NULL DEFAULT 0,
    ended         boolean NOT NULL DEFAULT false
);
CREATE INDEX mute_import_user ON mute_import (user_id);

-- Parts of a version until all of them are there.
CREATE TABLE mute_part (
    connection_id uuid    NOT NULL REFERENCES mute_import (connection_id) ON DELETE CASCADE,
    version       bigint  NOT NULL,
    part          integer NOT NULL,
    body          text    NOT NULL,
    PRIMARY KEY (connection_id, version, part)
);

-- present: the network has it still; enabled: the reader has not switched it off; over: its time has come. changed_in is
-- the version of the reader's rules that last let it begin or end, by which the entries are found that it touches.
CREATE TABLE imported_rule (
    id            uuid        PRIMARY KEY,
    user_id       uuid        NOT NULL REFERENCES rule_set (user_id) ON DELETE CASCADE,
    connection_id uuid        NOT NULL REFERENCES mute_import (connection_id) ON DELETE CASCADE,
    kind          text        NOT NULL CHECK (kind IN ('word', 'account', 'server')),
    needle        text        NOT NULL CHECK (octet_length(needle) BETWEEN 1 AND 2000),
    expression    text        NOT NULL CHECK (length(expression) <= 1000),
    until         timestamptz,
    present       boolean     NOT NULL DEFAULT true,
    enabled       boolean     NOT NULL DEFAULT true,
    over          boolean     NOT NULL DEFAULT false,
    active        boolean     NOT NULL GENERATED ALWAYS AS (present AND enabled AND NOT over) STORED,
    changed_in    bigint      NOT NULL,
    changed_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (connection_id, kind, needle)
);
CREATE INDEX imported_rule_user ON imported_rule (user_id, kind, expression);
CREATE INDEX imported_rule_change ON imported_rule (user_id, changed_in);
CREATE INDEX imported_rule_until ON imported_rule (until) WHERE present AND NOT over AND until IS NOT NULL;
CREATE INDEX imported_rule_gone ON imported_rule (changed_at) WHERE NOT present;
