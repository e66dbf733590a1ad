-- What pages say of articles beyond what feeds do.
ALTER TABLE article_metadata ADD COLUMN reading_minutes integer CHECK (reading_minutes >= 1);
ALTER TABLE article_metadata ADD COLUMN favicon_url text;
