-- Departures that were declared and stand; one that was taken back goes.
CREATE TABLE employee_departure (
  employee TEXT NOT NULL, last_on TEXT NOT NULL, reason TEXT NOT NULL, portability INTEGER NOT NULL, until_on TEXT NOT NULL,
  at INTEGER NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (employee, last_on)
) WITHOUT ROWID;
