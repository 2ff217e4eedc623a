-- Waivers that were asked for. A day is ISO 8601; what has ended is said by the clock. A company's register is the beginning of its index.
CREATE TABLE employee_waiver (
  employee text COLLATE "C" NOT NULL, waiver bigint NOT NULL, portal text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL,
  contract text COLLATE "C" NOT NULL, case_code text COLLATE "C" NOT NULL, last_name text COLLATE "C" NOT NULL, first_name text COLLATE "C" NOT NULL,
  words text COLLATE "C" NOT NULL, stage bigint NOT NULL, register_on text COLLATE "C" NOT NULL, from_on text COLLATE "C" NOT NULL, until_on text COLLATE "C" NOT NULL,
  since_on text COLLATE "C" NOT NULL, in_window bigint NOT NULL, reason text COLLATE "C" NOT NULL, asked_at bigint NOT NULL, file text COLLATE "C" NOT NULL,
  file_name text COLLATE "C" NOT NULL, decided_at bigint, by_insurer bigint NOT NULL, word text COLLATE "C" NOT NULL, PRIMARY KEY (employee, waiver));
CREATE INDEX employee_waiver_register ON employee_waiver (company, stage, register_on, waiver, employee);
CREATE INDEX employee_waiver_insurer ON employee_waiver (asked_at, employee, waiver) WHERE stage = 2;
