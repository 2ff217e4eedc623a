-- The searches that people keep by name: the query of a list's address.
CREATE TABLE saved_search (account text COLLATE "C" NOT NULL, folded text COLLATE "C" NOT NULL, name text NOT NULL, place text NOT NULL, PRIMARY KEY (account, folded));
