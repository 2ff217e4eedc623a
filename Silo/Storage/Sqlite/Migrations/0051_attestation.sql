-- Papers that forms yielded at once, as they were said; anybody checks one by its code, of which a hash stands here alone.
CREATE TABLE attestation (
  request TEXT NOT NULL PRIMARY KEY, code_hash TEXT NOT NULL, kind INTEGER NOT NULL, on_day TEXT NOT NULL, until_day TEXT NOT NULL, at INTEGER NOT NULL,
  facts TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX attestation_code ON attestation (code_hash);
