-- What advisers do: another telephone that waits for a second of them, and whom a message is for.
CREATE TABLE phone_proposal (
  account TEXT PRIMARY KEY, portal TEXT NOT NULL, name TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX phone_proposal_asked ON phone_proposal (asked_at);
ALTER TABLE delivery ADD COLUMN account TEXT NOT NULL DEFAULT '';
CREATE INDEX delivery_failed ON delivery (at DESC, job) WHERE state = 3;
CREATE INDEX delivery_deferred ON delivery (at DESC, job) WHERE state = 0 AND error <> '';
