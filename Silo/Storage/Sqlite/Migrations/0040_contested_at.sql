-- When an employee contested, while it has no answer: advisers read the oldest first.
ALTER TABLE employee_list ADD COLUMN contested_at INTEGER;
UPDATE employee_list SET contested_at = (SELECT max(e.at) FROM employee_event e WHERE e.employee = employee_list.employee AND e.kind = 16) WHERE contest <> '';
CREATE INDEX employee_contested ON employee_list (contested_at, employee) WHERE contested_at IS NOT NULL;
