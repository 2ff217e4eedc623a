-- Specialists' advice that is asked for and not given yet.
CREATE TABLE request_advice (request TEXT NOT NULL PRIMARY KEY, asked_by TEXT NOT NULL, asked_by_name TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
