-- When the employer typed the affiliation that stands; null where the employee filled it in, or is asked anew.
ALTER TABLE employee_list ADD COLUMN typed_at INTEGER;
UPDATE employee_list SET typed_at = (SELECT max(e.at) FROM employee_event e WHERE e.employee = employee_list.employee AND e.kind = 15)
WHERE invited_at IS NULL AND signed_at IS NULL;
