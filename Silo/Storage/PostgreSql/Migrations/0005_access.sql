-- The ways in: numbers people sign in with, folded names for those who forgot them, who has a session without a space.
ALTER TABLE account_list ADD COLUMN number text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE account_list ADD COLUMN folded text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE account_list ADD COLUMN standing bigint NOT NULL DEFAULT 0;

CREATE TABLE identity_document (
  account text COLLATE "C" PRIMARY KEY, portal text COLLATE "C" NOT NULL, name text NOT NULL, kind bigint NOT NULL, sent_at bigint NOT NULL
);
CREATE INDEX identity_document_sent ON identity_document (sent_at);

-- Those who proved a company that has administrators already, until somebody decides.
CREATE TABLE space_applicant (
  space text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, name text NOT NULL, asked_at bigint NOT NULL, PRIMARY KEY (space, account)
);
CREATE INDEX space_applicant_account ON space_applicant (account);
CREATE INDEX space_applicant_asked ON space_applicant (asked_at);
-- Establishments whose holder does not want to see them.
CREATE TABLE space_unticked (space text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL, PRIMARY KEY (space, siret));
