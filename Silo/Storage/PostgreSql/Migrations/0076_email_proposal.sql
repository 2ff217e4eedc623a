-- Another e-mail address of an account that waits for a second adviser.
CREATE TABLE email_proposal (
  account text COLLATE "C" PRIMARY KEY, portal text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, asked_by text COLLATE "C" NOT NULL, asked_at bigint NOT NULL
);
CREATE INDEX email_proposal_asked ON email_proposal (asked_at);
