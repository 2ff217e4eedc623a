-- Employees: what lists, sheets and histories show. A day is ISO 8601, an empty one is open. A row holds the status of its last commit and the changes
-- that were known then; the clock chooses.
CREATE TABLE employee_list (
  employee TEXT PRIMARY KEY, portal TEXT NOT NULL, company TEXT NOT NULL, siret TEXT NOT NULL, last_name TEXT NOT NULL, first_name TEXT NOT NULL, civility TEXT NOT NULL,
  birth_date TEXT NOT NULL, hired_on TEXT NOT NULL, number TEXT NOT NULL, email TEXT NOT NULL, folded TEXT NOT NULL, words TEXT NOT NULL, contracts TEXT NOT NULL,
  status1 INTEGER NOT NULL, from2 INTEGER, status2 INTEGER, from3 INTEGER, status3 INTEGER, from4 INTEGER, status4 INTEGER, from5 INTEGER, status5 INTEGER, invited_at INTEGER, last_at INTEGER,
  reminders INTEGER NOT NULL, step INTEGER NOT NULL, mail TEXT NOT NULL, nir_hint TEXT NOT NULL, iban_hint TEXT NOT NULL, waiver TEXT NOT NULL, mandate TEXT NOT NULL,
  signed_at INTEGER, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX employee_company ON employee_list (company, folded, employee);
CREATE TABLE employee_contract (
  employee TEXT NOT NULL, contract TEXT NOT NULL, company TEXT NOT NULL, population TEXT NOT NULL, option_code TEXT NOT NULL, since_on TEXT NOT NULL,
  until_on TEXT NOT NULL, status1 INTEGER NOT NULL, from2 INTEGER, status2 INTEGER, from3 INTEGER, status3 INTEGER, from4 INTEGER, status4 INTEGER, from5 INTEGER, status5 INTEGER,
  PRIMARY KEY (employee, contract)
) WITHOUT ROWID;
CREATE INDEX employee_contract_company ON employee_contract (company, contract, employee);
CREATE TABLE employee_interval (
  employee TEXT NOT NULL, contract TEXT NOT NULL, from_on TEXT NOT NULL, kind INTEGER NOT NULL, to_on TEXT NOT NULL, population TEXT NOT NULL, option_code TEXT NOT NULL,
  PRIMARY KEY (employee, contract, from_on, kind)
) WITHOUT ROWID;
CREATE TABLE employee_beneficiary (
  employee TEXT NOT NULL, rank INTEGER NOT NULL, link TEXT NOT NULL, last_name TEXT NOT NULL, first_name TEXT NOT NULL, birth_date TEXT NOT NULL,
  PRIMARY KEY (employee, rank)
) WITHOUT ROWID;
CREATE TABLE employee_signature (
  employee TEXT NOT NULL, mandate TEXT NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, channel TEXT NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (employee, mandate)
) WITHOUT ROWID;
CREATE TABLE employee_event (
  employee TEXT NOT NULL, event INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (employee, event)
) WITHOUT ROWID;
