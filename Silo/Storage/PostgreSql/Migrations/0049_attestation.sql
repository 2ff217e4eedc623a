-- Papers that forms yielded at once, as they were said; anybody checks one by its code, of which a hash stands here alone.
CREATE TABLE attestation (
  request text COLLATE "C" NOT NULL PRIMARY KEY, code_hash text COLLATE "C" NOT NULL, kind bigint NOT NULL, on_day text COLLATE "C" NOT NULL, until_day text COLLATE "C" NOT NULL, at bigint NOT NULL,
  facts text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX attestation_code ON attestation (code_hash);
