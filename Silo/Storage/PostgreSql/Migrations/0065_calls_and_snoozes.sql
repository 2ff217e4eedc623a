-- A call is a note with a length and a direction. What is put aside is so until an instant, or until the customer's next word: readers compare, nothing moves.
ALTER TABLE request_note ADD COLUMN minutes bigint NOT NULL DEFAULT 0;
ALTER TABLE request_note ADD COLUMN outgoing bigint NOT NULL DEFAULT 0;
CREATE TABLE request_snooze (request text COLLATE "C" NOT NULL PRIMARY KEY, account text COLLATE "C" NOT NULL, until_at bigint NOT NULL, news bigint NOT NULL);
CREATE INDEX request_snooze_account ON request_snooze (account, until_at);
