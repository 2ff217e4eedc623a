-- What the engine needs of a store, whatever the product on top. Keys compare by bytes: the order of locks must not depend on a locale.
-- A grain at version 0 is a stub: locked by a first commit that has not been applied, or was dropped.
CREATE TABLE grain (key text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, state bytea NOT NULL) WITH (fillfactor = 70);

CREATE TABLE operation (
  id text COLLATE "C" PRIMARY KEY, grain text COLLATE "C" NOT NULL, version bigint NOT NULL,
  fingerprint text COLLATE "C" NOT NULL, result bytea NOT NULL, at bigint NOT NULL
);
CREATE INDEX operation_at ON operation (at);

CREATE TABLE claim (
  kind text COLLATE "C" NOT NULL, value text COLLATE "C" NOT NULL, owner text COLLATE "C" NOT NULL, expires_at bigint,
  PRIMARY KEY (kind, value)
);

-- state: 0 waiting, 2 done, 3 expired, 4 dead (as JobEnd)
CREATE TABLE job (
  key text COLLATE "C" PRIMARY KEY, kind text COLLATE "C" NOT NULL, lane bigint NOT NULL, payload bytea, due_at bigint NOT NULL, expires_at bigint,
  attempts bigint NOT NULL DEFAULT 0, state bigint NOT NULL DEFAULT 0, lease_end bigint NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0, error text, ended_at bigint
);
CREATE INDEX job_due ON job (lane, due_at) WHERE state = 0;
CREATE INDEX job_ended ON job (ended_at) WHERE state <> 0;

CREATE TABLE sequence (name text COLLATE "C" PRIMARY KEY, next bigint NOT NULL);
CREATE TABLE setting (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);

-- Files are rows of 256 KiB, each sealed with (file, index, last) as associated data; they go with their file.
CREATE TABLE file (
  id text COLLATE "C" PRIMARY KEY, uploader text COLLATE "C" NOT NULL, name text NOT NULL, type text NOT NULL, size bigint NOT NULL,
  complete bigint NOT NULL, created_at bigint NOT NULL
);
CREATE INDEX file_created ON file (created_at);
CREATE INDEX file_uploader ON file (uploader);
CREATE TABLE file_chunk (file text COLLATE "C" NOT NULL REFERENCES file ON DELETE CASCADE, n bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY (file, n));
ALTER TABLE file_chunk ALTER COLUMN data SET STORAGE EXTERNAL;

-- A set-based statement of a drain that touched fewer rows than it must ends the transaction: somebody was faster, and the drain looks again.
CREATE FUNCTION drain_expects(wanted bigint, touched bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF touched <> wanted THEN
    RAISE EXCEPTION 'The drain must look again.' USING ERRCODE = 'GU001';
  END IF;
END $$;
