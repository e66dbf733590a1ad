-- The transaction that recorded a share. Of a transaction it is known exactly whether it had committed when a page was read;
-- recorded_at only tells when it wrote, which may be seconds before anybody could see it.
ALTER TABLE share ADD COLUMN recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id();
