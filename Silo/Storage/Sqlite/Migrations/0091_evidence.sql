-- Evidence bundles of waivers. stage: 1 making, 2 ready, 3 stopped, 4 failed. An instant is in milliseconds. What a step has written counts by the run that evidence_step names.
ALTER TABLE employee_waiver ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX employee_waiver_named ON employee_waiver (company, stage, words, employee, waiver);
CREATE INDEX employee_waiver_changed ON employee_waiver (company, stage, changed_at);
CREATE TABLE evidence_bundle (
  bundle TEXT NOT NULL PRIMARY KEY, company TEXT NOT NULL, asked_by TEXT NOT NULL, asked_name TEXT NOT NULL, stage INTEGER NOT NULL, total INTEGER NOT NULL, lines INTEGER NOT NULL,
  size INTEGER NOT NULL, asked_at INTEGER NOT NULL, ended_at INTEGER) WITHOUT ROWID;
CREATE INDEX evidence_bundle_own ON evidence_bundle (company, asked_by, asked_at);
CREATE INDEX evidence_bundle_asked ON evidence_bundle (asked_at);
CREATE TABLE evidence_step (bundle TEXT NOT NULL, step INTEGER NOT NULL, run INTEGER NOT NULL, parts INTEGER NOT NULL, PRIMARY KEY (bundle, step)) WITHOUT ROWID;
CREATE TABLE evidence_line (bundle TEXT NOT NULL, line INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (bundle, line)) WITHOUT ROWID;
CREATE TABLE evidence_entry (
  bundle TEXT NOT NULL, entry INTEGER NOT NULL, name TEXT NOT NULL, starts_at INTEGER NOT NULL, size INTEGER NOT NULL, crc INTEGER NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY (bundle, entry)) WITHOUT ROWID;
CREATE TABLE evidence_part (bundle TEXT NOT NULL, step INTEGER NOT NULL, run INTEGER NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (bundle, step, run, n));
