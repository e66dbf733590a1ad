-- What a feed asks of its readers; a 304 does not say it again.
ALTER TABLE source ADD COLUMN ttl_seconds bigint NOT NULL DEFAULT 0 CHECK (ttl_seconds >= 0);
ALTER TABLE source ADD COLUMN quiet_hours integer[] NOT NULL DEFAULT '{}';
ALTER TABLE source ADD COLUMN quiet_days integer[] NOT NULL DEFAULT '{}';
