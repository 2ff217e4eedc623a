-- What a draft is, or would be, the one active draft of: a form, what it is about and the employee. Which draft holds it is a claim of that value.
CREATE TABLE draft_place (request text COLLATE "C" NOT NULL PRIMARY KEY, value text COLLATE "C" NOT NULL);
