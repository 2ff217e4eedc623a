-- Each word of an employee carries all of them: who is looked for by several words is judged on the row itself.
ALTER TABLE employee_word ADD COLUMN words TEXT NOT NULL DEFAULT '';
DROP VIEW employee_words;
CREATE VIEW employee_words (employee, word, company, siret, folded, status1, from2, status2, from3, status3, from4, status4, from5, status5, words) AS
  SELECT DISTINCT e.employee, j.value, e.company, e.siret, e.folded, e.status1, e.from2, e.status2, e.from3, e.status3, e.from4, e.status4, e.from5, e.status5, e.words
  FROM employee_list e, json_each('[' || replace(json_quote(e.words), ' ', '","') || ']') j WHERE j.value <> '';
UPDATE employee_word SET words = (SELECT e.words FROM employee_list e WHERE e.employee = employee_word.employee);
