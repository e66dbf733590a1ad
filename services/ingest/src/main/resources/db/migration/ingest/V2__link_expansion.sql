-- Where short links lead. target is null while nobody could find out; expires_at says when to ask again.
CREATE TABLE link_expansion (
    url        text        PRIMARY KEY CHECK (octet_length(url) BETWEEN 1 AND 2000),
    target     text        CHECK (octet_length(target) BETWEEN 1 AND 2000),
    expires_at timestamptz NOT NULL
);
CREATE INDEX link_expansion_expiry ON link_expansion (expires_at);
