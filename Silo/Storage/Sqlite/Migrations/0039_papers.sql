-- What an employee handed in for their beneficiaries.
CREATE TABLE employee_paper (
  employee TEXT NOT NULL, file TEXT NOT NULL, rank INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  size INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (employee, file)
) WITHOUT ROWID;
