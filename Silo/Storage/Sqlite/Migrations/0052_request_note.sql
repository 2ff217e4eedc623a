-- Notes among advisers, and what is nobody's in whatever status.
CREATE TABLE request_note (
  request TEXT NOT NULL, note INTEGER NOT NULL, kind INTEGER NOT NULL, author TEXT NOT NULL, author_name TEXT NOT NULL, text TEXT NOT NULL,
  who TEXT NOT NULL, team TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (request, note)) WITHOUT ROWID;
CREATE INDEX request_unassigned ON request_list (status, last_at) WHERE handler IS NULL;
CREATE INDEX account_staff ON account_list (kind, last_name) WHERE kind = 1;
