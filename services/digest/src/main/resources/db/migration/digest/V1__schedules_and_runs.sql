-- Where a user's mail goes. The address is null until account.opened has come, and again for good once the account is
-- deleted: that row stays, so that nothing which arrives late revives the user.
CREATE TABLE reader (
    user_id    uuid        PRIMARY KEY,
    email      text        CHECK (length(email) <= 320),
    name       text        CHECK (length(name) <= 200),
    deleted_at timestamptz,
    CHECK (deleted_at IS NULL OR (email IS NULL AND name IS NULL))
);

-- next_slot is the local time that next_run_at stands for; both are null while the schedule is off.
CREATE TABLE digest_schedule (
    id          uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL UNIQUE REFERENCES reader (user_id),
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    days        text[]      NOT NULL CHECK (cardinality(days) BETWEEN 1 AND 7
                                            AND days <@ ARRAY['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']),
    local_time  time        NOT NULL,
    zone        text        NOT NULL,
    size        integer     NOT NULL CHECK (size BETWEEN 1 AND 50),
    layout      text        NOT NULL,
    scope       text        NOT NULL,
    next_slot   timestamp,
    next_run_at timestamptz,
    created_at  timestamptz NOT NULL,
    CHECK ((next_slot IS NULL) = (next_run_at IS NULL))
);
CREATE INDEX digest_schedule_due ON digest_schedule (next_run_at, id) WHERE next_run_at IS NOT NULL;

-- Why a schedule is off.
CREATE TABLE suppression (
    schedule_id uuid        PRIMARY KEY REFERENCES digest_schedule (id) ON DELETE CASCADE,
    reason      text        NOT NULL CHECK (reason IN ('unsubscribed')),
    created_at  timestamptz NOT NULL
);

-- One row for each slot: the unique key is what makes at most one mail of it. It outlives its schedule, as the archive.
-- step_at says when the run wants us again: due, given up; composed, handed over; sending, its sender counted as dead.
CREATE TABLE digest_run (
    id          uuid        PRIMARY KEY,
    user_id     uuid        NOT NULL REFERENCES reader (user_id),
    schedule_id uuid        NOT NULL,
    slot        timestamp   NOT NULL,
    slot_at     timestamptz NOT NULL,
    zone        text        NOT NULL,
    since       timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    size        integer     NOT NULL CHECK (size BETWEEN 1 AND 50),
    state       text        NOT NULL CHECK (state IN ('due', 'composed', 'sending', 'sent', 'empty', 'skipped',
                                                      'suppressed', 'unknown', 'failed')),
    reason      text,
    candidates  integer     NOT NULL DEFAULT 0 CHECK (candidates >= 0),
    attempts    integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    step_at     timestamptz,
    sent_at     timestamptz,
    UNIQUE (user_id, schedule_id, slot),
    CHECK ((step_at IS NOT NULL) = (state IN ('due', 'composed', 'sending'))),
    CHECK ((sent_at IS NOT NULL) = (state = 'sent')),
    CHECK (since <= until)
);
CREATE INDEX digest_run_step ON digest_run (step_at, id) WHERE step_at IS NOT NULL;
CREATE INDEX digest_run_archive ON digest_run (user_id, slot_at DESC, id DESC);

-- The articles of a run as they were when it was composed; what becomes of them in the feed changes no digest.
CREATE TABLE digest_article (
    run_id       uuid    NOT NULL REFERENCES digest_run (id) ON DELETE CASCADE,
    position     integer NOT NULL CHECK (position BETWEEN 1 AND 50),
    article_id   uuid    NOT NULL,
    url          text    CHECK (url ~ '^https?://'),
    title        text    NOT NULL,
    domain       text    NOT NULL,
    author       text,
    excerpt      text,
    sharers      text[]  NOT NULL,
    sharer_count integer NOT NULL CHECK (sharer_count >= 0),
    PRIMARY KEY (run_id, position)
);
