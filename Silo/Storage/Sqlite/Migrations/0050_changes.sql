-- What an insured person's requests changed, a row a request; of who leaves, first_name is all that they are called by.
CREATE TABLE insured_change (
  account TEXT NOT NULL, request TEXT NOT NULL, number TEXT NOT NULL, kind INTEGER NOT NULL, from_on TEXT NOT NULL, at INTEGER NOT NULL, street TEXT NOT NULL,
  complement TEXT NOT NULL, post_code TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL, people TEXT NOT NULL, link TEXT NOT NULL, last_name TEXT NOT NULL,
  first_name TEXT NOT NULL, birth_date TEXT NOT NULL,
  PRIMARY KEY (account, request)
) WITHOUT ROWID;
-- What became of a request beside its status: the change it asks for, what its customer thinks of the answer, the request that it goes on from.
CREATE TABLE request_outcome (
  request TEXT NOT NULL PRIMARY KEY, change INTEGER NOT NULL, opinion INTEGER NOT NULL, opinion_at INTEGER, follows TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX request_outcome_follows ON request_outcome (follows) WHERE follows <> '';
-- Of who was added by a request: the first day, and of who left the last one. Empty for those of the affiliation.
ALTER TABLE employee_beneficiary ADD COLUMN from_on TEXT NOT NULL DEFAULT '';
ALTER TABLE employee_beneficiary ADD COLUMN to_on TEXT NOT NULL DEFAULT '';
