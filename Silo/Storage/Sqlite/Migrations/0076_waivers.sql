-- Waivers that were asked for. A day is ISO 8601; what has ended is said by the clock. A company's register is the beginning of its index.
CREATE TABLE employee_waiver (
  employee TEXT NOT NULL, waiver INTEGER NOT NULL, portal TEXT NOT NULL, company TEXT NOT NULL, siret TEXT NOT NULL, contract TEXT NOT NULL, case_code TEXT NOT NULL,
  last_name TEXT NOT NULL, first_name TEXT NOT NULL, words TEXT NOT NULL, stage INTEGER NOT NULL, register_on TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL,
  since_on TEXT NOT NULL, in_window INTEGER NOT NULL, reason TEXT NOT NULL, asked_at INTEGER NOT NULL, file TEXT NOT NULL, file_name TEXT NOT NULL, decided_at INTEGER,
  by_insurer INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (employee, waiver)
) WITHOUT ROWID;
CREATE INDEX employee_waiver_register ON employee_waiver (company, stage, register_on, waiver, employee);
CREATE INDEX employee_waiver_insurer ON employee_waiver (asked_at, employee, waiver) WHERE stage = 2;
