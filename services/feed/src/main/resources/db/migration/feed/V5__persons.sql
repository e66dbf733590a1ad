ALTER TABLE entry ADD COLUMN sharer_sites text[] NOT NULL DEFAULT '{}';

CREATE INDEX share_sharer ON share (user_id, sharer_key, shared_at DESC, entry_id DESC);

-- The id of an account before its reader: as NamedId makes them, so that it is the same whenever the account comes again.
CREATE FUNCTION sharer_id(user_id uuid, sharer_key text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT CAST(encode(set_byte(set_byte(substring(h.digest FROM 1 FOR 16), 6, get_byte(h.digest, 6) & 15 | 128),
                                        8, get_byte(h.digest, 8) & 63 | 128), 'hex') AS uuid)
              FROM sha256(convert_to('sharer' || chr(10) || CAST(user_id AS text) || ':' || sharer_key, 'UTF8')) AS h (digest));

-- Who shares with a reader (accounts at networks, and feeds), as the newest entry among this reader's shares says it. It
-- follows from those alone: nothing that came to another reader is in it.
CREATE TABLE sharer (
    user_id    uuid   NOT NULL,
    sharer_key text   NOT NULL,
    id         uuid   NOT NULL GENERATED ALWAYS AS (sharer_id(user_id, sharer_key)) STORED,
    network    text   NOT NULL,
    name       text   NOT NULL,
    handle     text,
    sites      text[] NOT NULL,
    PRIMARY KEY (user_id, sharer_key)
);
CREATE UNIQUE INDEX sharer_id ON sharer (id);

INSERT INTO sharer (user_id, sharer_key, network, name, handle, sites)
SELECT DISTINCT ON (s.user_id, s.sharer_key)
       s.user_id, s.sharer_key, e.network, e.sharer_name, e.sharer_handle, e.sharer_sites
  FROM share s JOIN entry e ON e.id = s.entry_id
 ORDER BY s.user_id, s.sharer_key, s.shared_at DESC, s.entry_id DESC;

-- What a reader says of who is one person: accounts with one person_key are, and no others with them. What was said together
-- has one word_key, and is forgotten together.
CREATE TABLE own_person (
    user_id    uuid NOT NULL,
    sharer_key text NOT NULL,
    person_key text NOT NULL,
    word_key   text NOT NULL,
    PRIMARY KEY (user_id, sharer_key)
);
CREATE INDEX own_person_word ON own_person (user_id, word_key);

-- Sharers that a reader's feed counts as another one, the person, by the reader's word, by proof or by likeness. As with
-- story_member, an ended row stays for those who are reading on from before it ended.
CREATE TABLE person_member (
    user_id    uuid NOT NULL,
    sharer_key text NOT NULL,
    person_key text NOT NULL,
    begun_in   xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ended_in   xid8,
    ended_at   timestamptz,
    PRIMARY KEY (user_id, sharer_key, begun_in),
    CHECK (sharer_key <> person_key),
    CHECK ((ended_in IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX person_member_now ON person_member (user_id, sharer_key) WHERE ended_in IS NULL;
CREATE INDEX person_member_person ON person_member (user_id, person_key);

CREATE VIEW person_now AS SELECT user_id, sharer_key, person_key FROM person_member WHERE ended_in IS NULL;
