-- Staff accounts that wait for their set-up: invited, or with a new way in.
CREATE TABLE staff_set_up (
  account TEXT NOT NULL PRIMARY KEY, until INTEGER NOT NULL, invited INTEGER NOT NULL, asked_by TEXT NOT NULL, asked_at INTEGER NOT NULL) WITHOUT ROWID;
