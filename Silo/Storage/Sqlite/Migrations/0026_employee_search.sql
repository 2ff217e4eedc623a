-- By which employees are found and listed: each word of them, and each phase of their status, with the company and the order of its lists. Triggers keep
-- them: whoever writes a row need not know. Of the employee themselves the contract is empty.
CREATE TABLE employee_word (
  employee TEXT NOT NULL, word TEXT NOT NULL, company TEXT NOT NULL, siret TEXT NOT NULL, folded TEXT NOT NULL,
  status1 INTEGER NOT NULL, from2 INTEGER, status2 INTEGER, from3 INTEGER, status3 INTEGER, from4 INTEGER, status4 INTEGER, from5 INTEGER, status5 INTEGER, PRIMARY KEY (employee, word)
) WITHOUT ROWID;
CREATE TABLE employee_phase (
  employee TEXT NOT NULL, contract TEXT NOT NULL, place INTEGER NOT NULL, company TEXT NOT NULL, siret TEXT NOT NULL, folded TEXT NOT NULL,
  status INTEGER NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, PRIMARY KEY (employee, contract, place)
) WITHOUT ROWID;
CREATE INDEX employee_word_found ON employee_word (company, word, folded, employee);
CREATE INDEX employee_phase_listed ON employee_phase (company, contract, status, folded, employee, from_at, until_at, siret);
CREATE INDEX employee_site ON employee_list (company, siret, folded, employee);
CREATE VIEW employee_phases (employee, contract, place, company, siret, folded, status, from_at, until_at) AS
  SELECT e.employee, '', 1, e.company, e.siret, e.folded, e.status1, 0, coalesce(e.from2, 9223372036854775807) FROM employee_list e
  UNION ALL
  SELECT e.employee, '', 2, e.company, e.siret, e.folded, e.status2, e.from2, coalesce(e.from3, 9223372036854775807) FROM employee_list e WHERE e.status2 IS NOT NULL
  UNION ALL
  SELECT e.employee, '', 3, e.company, e.siret, e.folded, e.status3, e.from3, coalesce(e.from4, 9223372036854775807) FROM employee_list e WHERE e.status3 IS NOT NULL
  UNION ALL
  SELECT e.employee, '', 4, e.company, e.siret, e.folded, e.status4, e.from4, coalesce(e.from5, 9223372036854775807) FROM employee_list e WHERE e.status4 IS NOT NULL
  UNION ALL
  SELECT e.employee, '', 5, e.company, e.siret, e.folded, e.status5, e.from5, 9223372036854775807 FROM employee_list e WHERE e.status5 IS NOT NULL
  UNION ALL
  SELECT e.employee, k.contract, 1, e.company, e.siret, e.folded, k.status1, 0, coalesce(k.from2, 9223372036854775807) FROM employee_contract k JOIN employee_list e ON e.employee = k.employee
  UNION ALL
  SELECT e.employee, k.contract, 2, e.company, e.siret, e.folded, k.status2, k.from2, coalesce(k.from3, 9223372036854775807) FROM employee_contract k JOIN employee_list e ON e.employee = k.employee WHERE k.status2 IS NOT NULL
  UNION ALL
  SELECT e.employee, k.contract, 3, e.company, e.siret, e.folded, k.status3, k.from3, coalesce(k.from4, 9223372036854775807) FROM employee_contract k JOIN employee_list e ON e.employee = k.employee WHERE k.status3 IS NOT NULL
  UNION ALL
  SELECT e.employee, k.contract, 4, e.company, e.siret, e.folded, k.status4, k.from4, coalesce(k.from5, 9223372036854775807) FROM employee_contract k JOIN employee_list e ON e.employee = k.employee WHERE k.status4 IS NOT NULL
  UNION ALL
  SELECT e.employee, k.contract, 5, e.company, e.siret, e.folded, k.status5, k.from5, 9223372036854775807 FROM employee_contract k JOIN employee_list e ON e.employee = k.employee WHERE k.status5 IS NOT NULL;
CREATE VIEW employee_words (employee, word, company, siret, folded, status1, from2, status2, from3, status3, from4, status4, from5, status5) AS
  SELECT DISTINCT e.employee, j.value, e.company, e.siret, e.folded, e.status1, e.from2, e.status2, e.from3, e.status3, e.from4, e.status4, e.from5, e.status5
  FROM employee_list e, json_each('[' || replace(json_quote(e.words), ' ', '","') || ']') j WHERE j.value <> '';
INSERT INTO employee_word SELECT * FROM employee_words;
INSERT INTO employee_phase SELECT * FROM employee_phases;

CREATE TRIGGER employee_row_added AFTER INSERT ON employee_list BEGIN
  DELETE FROM employee_word WHERE employee = new.employee;
  DELETE FROM employee_phase WHERE employee = new.employee;
  INSERT INTO employee_word SELECT * FROM employee_words w WHERE w.employee = new.employee;
  INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE p.employee = new.employee;
END;
CREATE TRIGGER employee_row_changed AFTER UPDATE ON employee_list
  WHEN new.company IS NOT old.company OR new.siret IS NOT old.siret OR new.folded IS NOT old.folded OR new.words IS NOT old.words OR new.status1 IS NOT old.status1 OR new.from2 IS NOT old.from2
    OR new.status2 IS NOT old.status2 OR new.from3 IS NOT old.from3 OR new.status3 IS NOT old.status3 OR new.from4 IS NOT old.from4 OR new.status4 IS NOT old.status4 OR new.from5 IS NOT old.from5 OR new.status5 IS NOT old.status5 BEGIN
  DELETE FROM employee_word WHERE employee = new.employee;
  DELETE FROM employee_phase WHERE employee = new.employee;
  INSERT INTO employee_word SELECT * FROM employee_words w WHERE w.employee = new.employee;
  INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE p.employee = new.employee;
END;
CREATE TRIGGER employee_row_gone AFTER DELETE ON employee_list BEGIN
  DELETE FROM employee_word WHERE employee = old.employee;
  DELETE FROM employee_phase WHERE employee = old.employee;
END;
CREATE TRIGGER employee_contract_added AFTER INSERT ON employee_contract BEGIN
  DELETE FROM employee_phase WHERE employee = new.employee AND contract = new.contract;
  INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE p.employee = new.employee AND p.contract = new.contract;
END;
CREATE TRIGGER employee_contract_changed AFTER UPDATE ON employee_contract
  WHEN new.status1 IS NOT old.status1 OR new.from2 IS NOT old.from2 OR new.status2 IS NOT old.status2 OR new.from3 IS NOT old.from3 OR new.status3 IS NOT old.status3 OR new.from4 IS NOT old.from4 OR new.status4 IS NOT old.status4 OR new.from5 IS NOT old.from5 OR new.status5 IS NOT old.status5 BEGIN
  DELETE FROM employee_phase WHERE employee = new.employee AND contract = new.contract;
  INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE p.employee = new.employee AND p.contract = new.contract;
END;
CREATE TRIGGER employee_contract_gone AFTER DELETE ON employee_contract BEGIN
  DELETE FROM employee_phase WHERE employee = old.employee AND contract = old.contract;
END;
