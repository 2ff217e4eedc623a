-- What advisers do: another telephone that waits for a second of them, and whom a message is for.
CREATE TABLE phone_proposal (
  account text COLLATE "C" PRIMARY KEY, portal text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, asked_by text COLLATE "C" NOT NULL, asked_at bigint NOT NULL
);
CREATE INDEX phone_proposal_asked ON phone_proposal (asked_at);
ALTER TABLE delivery ADD COLUMN account text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX delivery_failed ON delivery (at DESC, job) WHERE state = 3;
CREATE INDEX delivery_deferred ON delivery (at DESC, job) WHERE state = 0 AND error <> '';
