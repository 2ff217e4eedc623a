-- Another e-mail address of an account that waits for a second adviser.
CREATE TABLE email_proposal (
  account TEXT PRIMARY KEY, portal TEXT NOT NULL, name TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX email_proposal_asked ON email_proposal (asked_at);
