-- Staff accounts that wait for their set-up: invited, or with a new way in.
CREATE TABLE staff_set_up (
  account text COLLATE "C" NOT NULL PRIMARY KEY, until bigint NOT NULL, invited bigint NOT NULL, asked_by text NOT NULL, asked_at bigint NOT NULL);
