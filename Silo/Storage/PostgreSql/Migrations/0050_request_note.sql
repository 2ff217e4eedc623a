-- Notes among advisers, and what is nobody's in whatever status.
CREATE TABLE request_note (
  request text COLLATE "C" NOT NULL, note bigint NOT NULL, kind bigint NOT NULL, author text COLLATE "C" NOT NULL, author_name text NOT NULL, text text NOT NULL,
  who text NOT NULL, team text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY (request, note));
CREATE INDEX request_unassigned ON request_list (status, last_at) WHERE handler IS NULL;
CREATE INDEX account_staff ON account_list (kind, last_name) WHERE kind = 1;
