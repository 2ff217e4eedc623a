-- The company that each customer looked at last; empty for all of them.
CREATE TABLE company_choice (account TEXT PRIMARY KEY, company TEXT NOT NULL) WITHOUT ROWID;
