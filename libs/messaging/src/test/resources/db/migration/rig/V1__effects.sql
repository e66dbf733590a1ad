-- No unique key: an effect that happens twice must show.
CREATE TABLE effect (key text NOT NULL, happened_at timestamptz NOT NULL DEFAULT now());
