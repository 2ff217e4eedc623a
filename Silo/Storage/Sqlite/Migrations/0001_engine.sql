-- What the engine needs of a store, whatever the product on top.
CREATE TABLE grain (key TEXT PRIMARY KEY, version INTEGER NOT NULL, state BLOB NOT NULL);

CREATE TABLE operation (
  id TEXT PRIMARY KEY, attempt INTEGER NOT NULL, grain TEXT NOT NULL, version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL, result BLOB NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX operation_at ON operation (at);

CREATE TABLE claim (
  kind TEXT NOT NULL, value TEXT NOT NULL, owner TEXT NOT NULL, expires_at INTEGER,
  PRIMARY KEY (kind, value)
) WITHOUT ROWID;

-- state: 0 waiting, 2 done, 3 expired, 4 dead (as JobEnd)
CREATE TABLE job (
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, lane INTEGER NOT NULL, payload BLOB, due_at INTEGER NOT NULL, expires_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0, lease_end INTEGER NOT NULL DEFAULT 0,
  fence INTEGER NOT NULL DEFAULT 0, error TEXT, ended_at INTEGER
);
CREATE INDEX job_due ON job (lane, due_at) WHERE state = 0;
CREATE INDEX job_ended ON job (ended_at) WHERE state <> 0;

CREATE TABLE sequence (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Files are rows of 256 KiB, each sealed with (file, index, last) as associated data.
CREATE TABLE file (
  id TEXT PRIMARY KEY, uploader TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
  complete INTEGER NOT NULL, created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_created ON file (created_at);
CREATE TABLE file_chunk (file TEXT NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (file, n));
