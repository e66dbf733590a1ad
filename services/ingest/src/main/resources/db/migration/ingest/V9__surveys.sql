-- When each open connection is asked what its account offers and mutes; due_slot while that is in hand, until next_at.
-- mutes_version counts what was told of the mutes, mutes_mark stands for what was told last.
CREATE TABLE survey (
    connection_id uuid        PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
    next_at       timestamptz NOT NULL,
    due_slot      timestamptz,
    failures      integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
    mutes_version bigint      NOT NULL DEFAULT 0 CHECK (mutes_version >= 0),
    mutes_mark    text
);
CREATE INDEX survey_due ON survey (next_at);

-- What was found last, part by part: a part that fails keeps what was known.
CREATE TABLE survey_part (
    connection_id uuid        NOT NULL REFERENCES survey (connection_id) ON DELETE CASCADE,
    part          text        NOT NULL CHECK (part IN ('timelines', 'words', 'servers', 'muted', 'blocked')),
    content       text        NOT NULL CHECK (length(content) <= 1048576),
    read_at       timestamptz NOT NULL,
    PRIMARY KEY (connection_id, part)
);

INSERT INTO survey (connection_id, next_at)
SELECT id, now() + random() * interval '1 day' FROM connection WHERE state <> 'closed' AND network <> 'x';
