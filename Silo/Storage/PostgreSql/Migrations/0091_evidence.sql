-- Evidence bundles of waivers. stage: 1 making, 2 ready, 3 stopped, 4 failed. An instant is in milliseconds. What a step has written counts by the run that evidence_step names.
ALTER TABLE employee_waiver ADD COLUMN changed_at bigint NOT NULL DEFAULT 0;
CREATE INDEX employee_waiver_named ON employee_waiver (company, stage, words, employee, waiver);
CREATE INDEX employee_waiver_changed ON employee_waiver (company, stage, changed_at);
CREATE TABLE evidence_bundle (
  bundle text COLLATE "C" NOT NULL PRIMARY KEY, company text COLLATE "C" NOT NULL, asked_by text COLLATE "C" NOT NULL, asked_name text NOT NULL, stage bigint NOT NULL,
  total bigint NOT NULL, lines bigint NOT NULL, size bigint NOT NULL, asked_at bigint NOT NULL, ended_at bigint);
CREATE INDEX evidence_bundle_own ON evidence_bundle (company, asked_by, asked_at);
CREATE INDEX evidence_bundle_asked ON evidence_bundle (asked_at);
CREATE TABLE evidence_step (bundle text COLLATE "C" NOT NULL, step bigint NOT NULL, run bigint NOT NULL, parts bigint NOT NULL, PRIMARY KEY (bundle, step));
CREATE TABLE evidence_line (bundle text COLLATE "C" NOT NULL, line bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY (bundle, line));
CREATE TABLE evidence_entry (
  bundle text COLLATE "C" NOT NULL, entry bigint NOT NULL, name text NOT NULL, starts_at bigint NOT NULL, size bigint NOT NULL, crc bigint NOT NULL, sha256 text COLLATE "C" NOT NULL,
  PRIMARY KEY (bundle, entry));
CREATE TABLE evidence_part (
  bundle text COLLATE "C" NOT NULL, step bigint NOT NULL, run bigint NOT NULL, n bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY (bundle, step, run, n));
ALTER TABLE evidence_part ALTER COLUMN data SET STORAGE EXTERNAL;
