-- What an adviser has sent and can still take back.
CREATE TABLE held_message (
  request TEXT NOT NULL PRIMARY KEY, id INTEGER NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL, files INTEGER NOT NULL, until_at INTEGER NOT NULL) WITHOUT ROWID;
