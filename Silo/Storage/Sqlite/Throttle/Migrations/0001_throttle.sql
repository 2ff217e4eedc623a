-- As PostgreSql/Migrations/0011_throttle.sql, in a file of its own.
CREATE TABLE orleans_throttle (
    key TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    payload BLOB NOT NULL,
    counts_until INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE OrleansQuery (
    QueryKey TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey',
 'INSERT INTO orleans_throttle AS t (key, version, payload, counts_until)
  VALUES (@GrainIdExtensionString, coalesce(@GrainStateVersion, 0) + 1, @PayloadBinary, json_extract(CAST(@PayloadBinary AS TEXT), ''$.Until''))
  ON CONFLICT (key) DO UPDATE SET version = excluded.version, payload = excluded.payload, counts_until = excluded.counts_until WHERE t.version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion'),
('ReadFromStorageKey',
 'SELECT payload AS PayloadBinary, version AS Version FROM orleans_throttle WHERE key = @GrainIdExtensionString'),
('ClearStorageKey',
 'DELETE FROM orleans_throttle WHERE key = @GrainIdExtensionString AND version = @GrainStateVersion RETURNING version + 1 AS NewGrainStateVersion'),
('DeleteStorageKey',
 'DELETE FROM orleans_throttle WHERE key = @GrainIdExtensionString AND version = @GrainStateVersion RETURNING version + 1 AS NewGrainStateVersion');
