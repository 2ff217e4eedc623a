-- News that wait for a person's daily mail.
CREATE TABLE held_notice (
  job TEXT PRIMARY KEY, account TEXT NOT NULL, kind INTEGER NOT NULL, company TEXT NOT NULL, siret TEXT NOT NULL, sealed BLOB NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX held_notice_account ON held_notice (account, at);
CREATE INDEX held_notice_at ON held_notice (at);
-- Whom the daily mails of a portal reach, in order.
CREATE INDEX account_reached ON account_list (portal, account) WHERE kind = 0 AND active = 1;
