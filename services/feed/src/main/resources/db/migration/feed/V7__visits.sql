-- The last day (UTC) that each reader was here and it was told.
CREATE TABLE reader_visit (
    user_id uuid PRIMARY KEY,
    day     date NOT NULL
);
