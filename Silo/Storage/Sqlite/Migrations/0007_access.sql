-- The ways in: numbers people sign in with, folded names for those who forgot them, who has a session without a space.
ALTER TABLE account_list ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE account_list ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE account_list ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;

CREATE TABLE identity_document (
  account TEXT PRIMARY KEY, portal TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, sent_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX identity_document_sent ON identity_document (sent_at);

-- Those who proved a company that has administrators already, until somebody decides.
CREATE TABLE space_applicant (
  space TEXT NOT NULL, account TEXT NOT NULL, company TEXT NOT NULL, name TEXT NOT NULL, asked_at INTEGER NOT NULL, PRIMARY KEY (space, account)
) WITHOUT ROWID;
CREATE INDEX space_applicant_account ON space_applicant (account);
CREATE INDEX space_applicant_asked ON space_applicant (asked_at);
-- Establishments whose holder does not want to see them.
CREATE TABLE space_unticked (space TEXT NOT NULL, siret TEXT NOT NULL, PRIMARY KEY (space, siret)) WITHOUT ROWID;
