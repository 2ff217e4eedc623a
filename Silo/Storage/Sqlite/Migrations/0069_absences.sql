-- When advisers are away: whoever reads a queue compares, nothing begins or ends by a job.
CREATE TABLE staff_absence (account TEXT NOT NULL, absence TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, PRIMARY KEY (account, absence)) WITHOUT ROWID;
CREATE INDEX staff_absence_until ON staff_absence (until_at);
