-- The tries of each source, written behind by its grain. Orleans reads its statements from OrleansQuery and gives them these parameters.
-- A write counts only on the version that its author has read; a row that was cleared away meanwhile begins anew. From when on a row is
-- worth nothing (milliseconds since 1970) stands in what is written.
CREATE TABLE IF NOT EXISTS orleans_throttle (
    key TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    payload BYTEA NOT NULL,
    counts_until BIGINT NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey',
 'INSERT INTO orleans_throttle AS t (key, version, payload, counts_until)
  VALUES (@GrainIdExtensionString, coalesce(@GrainStateVersion, 0) + 1, @PayloadBinary, (convert_from(@PayloadBinary, ''UTF8'')::json ->> ''Until'')::bigint)
  ON CONFLICT (key) DO UPDATE SET version = excluded.version, payload = excluded.payload, counts_until = excluded.counts_until WHERE t.version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion'),
('ReadFromStorageKey',
 'SELECT payload AS PayloadBinary, version AS Version FROM orleans_throttle WHERE key = @GrainIdExtensionString'),
('ClearStorageKey',
 'DELETE FROM orleans_throttle WHERE key = @GrainIdExtensionString AND version = @GrainStateVersion RETURNING version + 1 AS NewGrainStateVersion'),
('DeleteStorageKey',
 'DELETE FROM orleans_throttle WHERE key = @GrainIdExtensionString AND version = @GrainStateVersion RETURNING version + 1 AS NewGrainStateVersion')
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
