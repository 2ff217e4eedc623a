-- A call is a note with a length and a direction. What is put aside is so until an instant, or until the customer's next word: readers compare, nothing moves.
ALTER TABLE request_note ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request_note ADD COLUMN outgoing INTEGER NOT NULL DEFAULT 0;
CREATE TABLE request_snooze (request TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, until_at INTEGER NOT NULL, news INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX request_snooze_account ON request_snooze (account, until_at);
