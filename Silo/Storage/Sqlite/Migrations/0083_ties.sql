-- Requests that advisers have linked for themselves, and duplicates with the request that goes on in their place.
CREATE TABLE request_link (request TEXT NOT NULL, other TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (request, other)) WITHOUT ROWID;
CREATE INDEX request_link_other ON request_link (other);
CREATE TABLE request_merge (request TEXT NOT NULL PRIMARY KEY, kept TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX request_merge_kept ON request_merge (kept);
