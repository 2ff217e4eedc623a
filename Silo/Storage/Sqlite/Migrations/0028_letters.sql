-- Letters: those of the print queue, found oldest first, and those that were posted.
CREATE TABLE letter (
  owner TEXT NOT NULL, letter TEXT NOT NULL, portal TEXT NOT NULL, company TEXT NOT NULL, template TEXT NOT NULL, name TEXT NOT NULL,
  street TEXT NOT NULL, post_code TEXT NOT NULL, city TEXT NOT NULL, at INTEGER NOT NULL, ends_at INTEGER NOT NULL, posted_at INTEGER,
  secret TEXT NOT NULL, PRIMARY KEY (owner, letter)
) WITHOUT ROWID;
CREATE INDEX letter_waiting ON letter (at, owner, letter) WHERE posted_at IS NULL;
