-- The searches that people keep by name: the query of a list's address.
CREATE TABLE saved_search (account TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (account, folded)) WITHOUT ROWID;
