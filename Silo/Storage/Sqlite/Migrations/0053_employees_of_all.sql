-- Employees of all companies in the order of a list, by status or by word: who sees thousands of companies reads their beginning, and asks no company by itself.
CREATE INDEX employee_all ON employee_list (portal, folded, employee, company, siret);
CREATE INDEX employee_phase_all ON employee_phase (status, folded, employee, from_at, until_at, company, siret) WHERE contract = '';
CREATE INDEX employee_word_all ON employee_word (word, folded, employee, company, siret);
