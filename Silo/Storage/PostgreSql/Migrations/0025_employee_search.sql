-- By which employees are found and listed: each word of them, and each phase of their status, with the company and the order of its lists. Triggers keep
-- them: whoever writes a row need not know. Of the employee themselves the contract is empty.
CREATE TABLE employee_word (
  employee text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL, folded text COLLATE "C" NOT NULL,
  status1 bigint NOT NULL, from2 bigint, status2 bigint, from3 bigint, status3 bigint, from4 bigint, status4 bigint, from5 bigint, status5 bigint, PRIMARY KEY (employee, word)
);
CREATE TABLE employee_phase (
  employee text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, place bigint NOT NULL, company text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL, folded text COLLATE "C" NOT NULL,
  status bigint NOT NULL, from_at bigint NOT NULL, until_at bigint NOT NULL, PRIMARY KEY (employee, contract, place)
);
CREATE INDEX employee_word_found ON employee_word (company, word, folded, employee)
  INCLUDE (siret, status1, from2, status2, from3, status3, from4, status4, from5, status5);
CREATE INDEX employee_phase_listed ON employee_phase (company, contract, status, folded, employee) INCLUDE (from_at, until_at, siret);
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
  SELECT DISTINCT e.employee, j.word, e.company, e.siret, e.folded, e.status1, e.from2, e.status2, e.from3, e.status3, e.from4, e.status4, e.from5, e.status5
  FROM employee_list e, regexp_split_to_table(e.words, ' +') j (word) WHERE j.word <> '';
INSERT INTO employee_word SELECT * FROM employee_words;
INSERT INTO employee_phase SELECT * FROM employee_phases;

CREATE FUNCTION employee_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_employee text := CASE WHEN TG_OP = 'DELETE' THEN OLD.employee ELSE NEW.employee END;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM employee_word w WHERE w.employee = of_employee;
  END IF;
  DELETE FROM employee_phase p WHERE p.employee = of_employee;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO employee_word SELECT * FROM employee_words w WHERE w.employee = of_employee;
    INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE p.employee = of_employee;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION employee_contract_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_employee text := CASE WHEN TG_OP = 'DELETE' THEN OLD.employee ELSE NEW.employee END;
  of_contract text := CASE WHEN TG_OP = 'DELETE' THEN OLD.contract ELSE NEW.contract END;
BEGIN
  DELETE FROM employee_phase p WHERE p.employee = of_employee AND p.contract = of_contract;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE p.employee = of_employee AND p.contract = of_contract;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER employee_row AFTER INSERT OR DELETE ON employee_list FOR EACH ROW EXECUTE FUNCTION employee_row_changed();
CREATE TRIGGER employee_row_changed AFTER UPDATE ON employee_list FOR EACH ROW
  WHEN ((NEW.company, NEW.siret, NEW.folded, NEW.words, NEW.status1, NEW.from2, NEW.status2, NEW.from3, NEW.status3, NEW.from4, NEW.status4, NEW.from5, NEW.status5)
    IS DISTINCT FROM (OLD.company, OLD.siret, OLD.folded, OLD.words, OLD.status1, OLD.from2, OLD.status2, OLD.from3, OLD.status3, OLD.from4, OLD.status4, OLD.from5, OLD.status5))
  EXECUTE FUNCTION employee_row_changed();
CREATE TRIGGER employee_contract_row AFTER INSERT OR DELETE ON employee_contract FOR EACH ROW EXECUTE FUNCTION employee_contract_changed();
CREATE TRIGGER employee_contract_row_changed AFTER UPDATE ON employee_contract FOR EACH ROW
  WHEN ((NEW.status1, NEW.from2, NEW.status2, NEW.from3, NEW.status3, NEW.from4, NEW.status4, NEW.from5, NEW.status5)
    IS DISTINCT FROM (OLD.status1, OLD.from2, OLD.status2, OLD.from3, OLD.status3, OLD.from4, OLD.status4, OLD.from5, OLD.status5))
  EXECUTE FUNCTION employee_contract_changed();
