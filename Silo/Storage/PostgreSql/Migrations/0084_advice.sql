-- Specialists' advice that is asked for and not given yet.
CREATE TABLE request_advice (request text COLLATE "C" NOT NULL PRIMARY KEY, asked_by text COLLATE "C" NOT NULL, asked_by_name text NOT NULL, at bigint NOT NULL);
