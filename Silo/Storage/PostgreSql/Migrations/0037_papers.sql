-- What an employee handed in for their beneficiaries.
CREATE TABLE employee_paper (
  employee text COLLATE "C" NOT NULL, file text COLLATE "C" NOT NULL, rank bigint NOT NULL, kind bigint NOT NULL, name text NOT NULL, type text COLLATE "C" NOT NULL,
  size bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (employee, file)
);
