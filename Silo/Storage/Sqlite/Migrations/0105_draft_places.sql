-- What a draft is, or would be, the one active draft of: a form, what it is about and the employee. Which draft holds it is a claim of that value.
CREATE TABLE draft_place (request TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
