-- What an insured person's requests changed, a row a request; of who leaves, first_name is all that they are called by.
CREATE TABLE insured_change (
  account text COLLATE "C" NOT NULL, request text COLLATE "C" NOT NULL, number text COLLATE "C" NOT NULL, kind bigint NOT NULL, from_on text COLLATE "C" NOT NULL, at bigint NOT NULL, street text COLLATE "C" NOT NULL,
  complement text COLLATE "C" NOT NULL, post_code text COLLATE "C" NOT NULL, city text COLLATE "C" NOT NULL, country text COLLATE "C" NOT NULL, people text COLLATE "C" NOT NULL, link text COLLATE "C" NOT NULL, last_name text COLLATE "C" NOT NULL,
  first_name text COLLATE "C" NOT NULL, birth_date text COLLATE "C" NOT NULL,
  PRIMARY KEY (account, request)
);
-- What became of a request beside its status: the change it asks for, what its customer thinks of the answer, the request that it goes on from.
CREATE TABLE request_outcome (
  request text COLLATE "C" NOT NULL PRIMARY KEY, change bigint NOT NULL, opinion bigint NOT NULL, opinion_at bigint, follows text COLLATE "C" NOT NULL
);
CREATE INDEX request_outcome_follows ON request_outcome (follows) WHERE follows <> '';
-- Of who was added by a request: the first day, and of who left the last one. Empty for those of the affiliation.
ALTER TABLE employee_beneficiary ADD COLUMN from_on text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE employee_beneficiary ADD COLUMN to_on text COLLATE "C" NOT NULL DEFAULT '';
