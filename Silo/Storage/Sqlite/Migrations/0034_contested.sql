-- What an employee says against the affiliation that their employer typed, while it has no answer.
ALTER TABLE employee_list ADD COLUMN contest TEXT NOT NULL DEFAULT '';
