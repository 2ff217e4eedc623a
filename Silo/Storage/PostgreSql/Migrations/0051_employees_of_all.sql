-- Employees of all companies in the order of a list, by status or by word: who sees thousands of companies reads their beginning, and asks no company by itself.
CREATE INDEX employee_all ON employee_list (portal, folded, employee) INCLUDE (company, siret);
CREATE INDEX employee_phase_all ON employee_phase (status, folded, employee) INCLUDE (from_at, until_at, company, siret) WHERE contract = '';
CREATE INDEX employee_word_all ON employee_word (word, folded, employee)
  INCLUDE (company, siret, status1, from2, status2, from3, status3, from4, status4, from5, status5);
