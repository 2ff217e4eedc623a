-- The company that each customer looked at last; empty for all of them.
CREATE TABLE company_choice (account text COLLATE "C" PRIMARY KEY, company text COLLATE "C" NOT NULL);
