-- Another account to pay to, or to collect from, on its way: a row a request. The number stands under seal in its grain alone.
CREATE TABLE bank_change (
  request TEXT NOT NULL PRIMARY KEY, number TEXT NOT NULL, portal TEXT NOT NULL, company TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT NOT NULL,
  purpose INTEGER NOT NULL, contract TEXT NOT NULL, holder TEXT NOT NULL, iban_mac TEXT NOT NULL, iban_hint TEXT NOT NULL, flagged INTEGER NOT NULL, by_link INTEGER NOT NULL,
  new_phone INTEGER NOT NULL, stage INTEGER NOT NULL, asked_at INTEGER NOT NULL, due_at INTEGER, call_by TEXT NOT NULL, call_name TEXT NOT NULL, call_at INTEGER,
  call_note TEXT NOT NULL, approved_name TEXT NOT NULL, approved_at INTEGER, ended_at INTEGER, reason TEXT NOT NULL, mandate TEXT NOT NULL
) WITHOUT ROWID;
-- What waits, the oldest first; what a company or a person has; by which other customer a number is known.
CREATE INDEX bank_change_open ON bank_change (asked_at, request) WHERE stage < 4;
CREATE INDEX bank_change_company ON bank_change (company, asked_at);
CREATE INDEX bank_change_mac ON bank_change (iban_mac);
CREATE INDEX ref_insured_iban ON ref_insured (iban_mac) WHERE iban_mac <> '';
