-- Another account to pay to, or to collect from, on its way: a row a request. The number stands under seal in its grain alone.
CREATE TABLE bank_change (
  request text COLLATE "C" NOT NULL PRIMARY KEY, number text COLLATE "C" NOT NULL, portal text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, author text COLLATE "C" NOT NULL, author_name text COLLATE "C" NOT NULL,
  purpose bigint NOT NULL, contract text COLLATE "C" NOT NULL, holder text COLLATE "C" NOT NULL, iban_mac text COLLATE "C" NOT NULL, iban_hint text COLLATE "C" NOT NULL, flagged bigint NOT NULL, by_link bigint NOT NULL,
  new_phone bigint NOT NULL, stage bigint NOT NULL, asked_at bigint NOT NULL, due_at bigint, call_by text COLLATE "C" NOT NULL, call_name text COLLATE "C" NOT NULL, call_at bigint,
  call_note text COLLATE "C" NOT NULL, approved_name text COLLATE "C" NOT NULL, approved_at bigint, ended_at bigint, reason text COLLATE "C" NOT NULL, mandate text COLLATE "C" NOT NULL
);
-- What waits, the oldest first; what a company or a person has; by which other customer a number is known.
CREATE INDEX bank_change_open ON bank_change (asked_at, request) WHERE stage < 4;
CREATE INDEX bank_change_company ON bank_change (company, asked_at);
CREATE INDEX bank_change_mac ON bank_change (iban_mac);
CREATE INDEX ref_insured_iban ON ref_insured (iban_mac) WHERE iban_mac <> '';
