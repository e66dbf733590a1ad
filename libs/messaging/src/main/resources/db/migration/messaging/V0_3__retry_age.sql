-- The age of the oldest is asked for every few seconds, also when a million messages wait.
CREATE INDEX retry_age ON retry (first_failed_at);
