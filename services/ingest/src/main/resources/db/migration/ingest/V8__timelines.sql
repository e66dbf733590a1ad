-- How far the timeline of a source was read; a row after its first pull. cursor means nothing to anyone else.
CREATE TABLE timeline (
    source_id      uuid             PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    cursor         text             CHECK (length(cursor) <= 16384),
    posts_per_hour double precision NOT NULL CHECK (posts_per_hour >= 0),
    read_at        timestamptz      NOT NULL,
    thorough_at    timestamptz      NOT NULL
);
CREATE INDEX timeline_read ON timeline (read_at);

-- What a user's connections have cost in a month (UTC), in millionths of a US dollar. What a request may cost is here before
-- it goes out; of a process that dies before it knows better, it stays.
CREATE TABLE spending (
    user_id uuid   NOT NULL,
    month   date   NOT NULL CHECK (extract(day FROM month) = 1),
    micros  bigint NOT NULL CHECK (micros >= 0),
    PRIMARY KEY (user_id, month)
);

CREATE INDEX source_timelines ON source (url text_pattern_ops) WHERE url LIKE 'timeline:%';
