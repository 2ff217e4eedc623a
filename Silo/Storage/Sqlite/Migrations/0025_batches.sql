-- Actions on many actors, and what became of each. reader: the account that may follow it beside staff. outcome: 1 done, 2 skipped, 3 refused, 4 failed.
CREATE TABLE batch_list (
  batch TEXT PRIMARY KEY, reader TEXT NOT NULL, work TEXT NOT NULL, subject TEXT NOT NULL, asked_by TEXT NOT NULL, total INTEGER NOT NULL, done INTEGER NOT NULL,
  skipped INTEGER NOT NULL, failed INTEGER NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX batch_started ON batch_list (started_at);
CREATE TABLE batch_line (
  batch TEXT NOT NULL, target TEXT NOT NULL, label TEXT NOT NULL, outcome INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (batch, target)
) WITHOUT ROWID;
CREATE INDEX batch_line_failed ON batch_line (batch, target) WHERE outcome >= 3;
