-- Members who ask to administrate a space whose administrators are gone, and who objects to it.
CREATE TABLE space_claim (space TEXT PRIMARY KEY, account TEXT NOT NULL, company TEXT NOT NULL, asked_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX space_claim_asked ON space_claim (asked_at);
CREATE TABLE space_objection (
  space TEXT NOT NULL, account TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (space, account)
) WITHOUT ROWID;
-- What is done about them is found in a space's journal by the same filters.
DROP INDEX journal_space_action;
DROP INDEX journal_space_person;
CREATE INDEX journal_space_action ON journal (owner, action, entry) WHERE action IN ('company-added', 'company-removed', 'establishment-hidden', 'establishment-shown', 'admission-asked', 'admitted', 'member-admitted', 'not-admitted', 'claim-asked', 'claim-objected', 'claim-granted', 'claim-refused', 'claim-reason', 'member-invited', 'member-invited-again', 'invitation-accepted', 'invitation-refused', 'invitation-revoked', 'member-changed', 'member-restricted', 'member-changed-own', 'member-suspended', 'member-restored', 'member-removed', 'member-left', 'mandate-ending', 'mandate-renewed');
CREATE INDEX journal_space_person ON journal (owner, account, entry, action) WHERE action IN ('company-added', 'company-removed', 'establishment-hidden', 'establishment-shown', 'admission-asked', 'admitted', 'member-admitted', 'not-admitted', 'claim-asked', 'claim-objected', 'claim-granted', 'claim-refused', 'claim-reason', 'member-invited', 'member-invited-again', 'invitation-accepted', 'invitation-refused', 'invitation-revoked', 'member-changed', 'member-restricted', 'member-changed-own', 'member-suspended', 'member-restored', 'member-removed', 'member-left', 'mandate-ending', 'mandate-renewed');
