-- Each word of an employee carries all of them: who is looked for by several words is judged on the row itself.
ALTER TABLE employee_word ADD COLUMN words text COLLATE "C" NOT NULL DEFAULT '';
DROP VIEW employee_words;
CREATE VIEW employee_words (employee, word, company, siret, folded, status1, from2, status2, from3, status3, from4, status4, from5, status5, words) AS
  SELECT DISTINCT e.employee, j.word, e.company, e.siret, e.folded, e.status1, e.from2, e.status2, e.from3, e.status3, e.from4, e.status4, e.from5, e.status5, e.words
  FROM employee_list e, regexp_split_to_table(e.words, ' +') j (word) WHERE j.word <> '';
UPDATE employee_word w SET words = e.words FROM employee_list e WHERE e.employee = w.employee;
DROP INDEX employee_word_all;
CREATE INDEX employee_word_all ON employee_word (word, folded, employee)
  INCLUDE (company, siret, status1, from2, status2, from3, status3, from4, status4, from5, status5, words);
