-- Employees: what lists, sheets and histories show. A day is ISO 8601, an empty one is open. A row holds the status of its last commit and the changes
-- that were known then; the clock chooses.
CREATE TABLE employee_list (
  employee text COLLATE "C" PRIMARY KEY, portal text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL, last_name text COLLATE "C" NOT NULL, first_name text COLLATE "C" NOT NULL, civility text COLLATE "C" NOT NULL,
  birth_date text COLLATE "C" NOT NULL, hired_on text COLLATE "C" NOT NULL, number text COLLATE "C" NOT NULL, email text COLLATE "C" NOT NULL, folded text COLLATE "C" NOT NULL, words text COLLATE "C" NOT NULL, contracts text COLLATE "C" NOT NULL,
  status1 bigint NOT NULL, from2 bigint, status2 bigint, from3 bigint, status3 bigint, from4 bigint, status4 bigint, from5 bigint, status5 bigint, invited_at bigint, last_at bigint,
  reminders bigint NOT NULL, step bigint NOT NULL, mail text COLLATE "C" NOT NULL, nir_hint text COLLATE "C" NOT NULL, iban_hint text COLLATE "C" NOT NULL, waiver text COLLATE "C" NOT NULL, mandate text COLLATE "C" NOT NULL,
  signed_at bigint, version bigint NOT NULL
);
CREATE INDEX employee_company ON employee_list (company, folded, employee);
CREATE TABLE employee_contract (
  employee text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, population text COLLATE "C" NOT NULL, option_code text COLLATE "C" NOT NULL, since_on text COLLATE "C" NOT NULL,
  until_on text COLLATE "C" NOT NULL, status1 bigint NOT NULL, from2 bigint, status2 bigint, from3 bigint, status3 bigint, from4 bigint, status4 bigint, from5 bigint, status5 bigint,
  PRIMARY KEY (employee, contract)
);
CREATE INDEX employee_contract_company ON employee_contract (company, contract, employee);
CREATE TABLE employee_interval (
  employee text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, from_on text COLLATE "C" NOT NULL, kind bigint NOT NULL, to_on text COLLATE "C" NOT NULL, population text COLLATE "C" NOT NULL, option_code text COLLATE "C" NOT NULL,
  PRIMARY KEY (employee, contract, from_on, kind)
);
CREATE TABLE employee_beneficiary (
  employee text COLLATE "C" NOT NULL, rank bigint NOT NULL, link text COLLATE "C" NOT NULL, last_name text COLLATE "C" NOT NULL, first_name text COLLATE "C" NOT NULL, birth_date text COLLATE "C" NOT NULL,
  PRIMARY KEY (employee, rank)
);
CREATE TABLE employee_signature (
  employee text COLLATE "C" NOT NULL, mandate text COLLATE "C" NOT NULL, at bigint NOT NULL, source text COLLATE "C" NOT NULL, channel text COLLATE "C" NOT NULL, text text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (employee, mandate)
);
CREATE TABLE employee_event (
  employee text COLLATE "C" NOT NULL, event bigint NOT NULL, at bigint NOT NULL, kind bigint NOT NULL, name text COLLATE "C" NOT NULL, detail text COLLATE "C" NOT NULL, PRIMARY KEY (employee, event)
);
