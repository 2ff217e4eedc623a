-- People without a person number who wait for a call of an adviser.
CREATE TABLE contact_asked (
  registration TEXT PRIMARY KEY, portal TEXT NOT NULL, siren TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX contact_asked_at ON contact_asked (at);
