-- That a reader's timelines rest, mailed once for each absence, which its last day names. States and step_at as in digest_run.
CREATE TABLE pause_notice (
    id        uuid        PRIMARY KEY,
    user_id   uuid        NOT NULL REFERENCES reader (user_id),
    last_seen date        NOT NULL,
    state     text        NOT NULL CHECK (state IN ('composed', 'sending', 'sent', 'skipped', 'suppressed', 'unknown',
                                                    'failed')),
    reason    text,
    attempts  integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    step_at   timestamptz,
    sent_at   timestamptz,
    UNIQUE (user_id, last_seen),
    CHECK ((step_at IS NOT NULL) = (state IN ('composed', 'sending'))),
    CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
);
CREATE INDEX pause_notice_step ON pause_notice (step_at, id) WHERE step_at IS NOT NULL;

-- Who has unsubscribed from these mails.
CREATE TABLE notice_refusal (
    user_id    uuid        PRIMARY KEY REFERENCES reader (user_id),
    refused_at timestamptz NOT NULL
);
