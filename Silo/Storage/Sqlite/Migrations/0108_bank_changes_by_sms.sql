-- The link that confirms went to the telephone; an author's changes, by which it is known whether they are frozen.
ALTER TABLE bank_change ADD COLUMN by_sms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX bank_change_author ON bank_change (author, stage);
