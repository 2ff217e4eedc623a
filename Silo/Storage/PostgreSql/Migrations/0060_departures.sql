-- Departures that were declared and stand; one that was taken back goes.
CREATE TABLE employee_departure (
  employee text COLLATE "C" NOT NULL, last_on text COLLATE "C" NOT NULL, reason text COLLATE "C" NOT NULL, portability bigint NOT NULL, until_on text COLLATE "C" NOT NULL,
  at bigint NOT NULL, account text COLLATE "C" NOT NULL, name text NOT NULL, PRIMARY KEY (employee, last_on)
);
