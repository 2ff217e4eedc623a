-- When advisers are away: whoever reads a queue compares, nothing begins or ends by a job.
CREATE TABLE staff_absence (
  account text COLLATE "C" NOT NULL, absence text COLLATE "C" NOT NULL, from_at bigint NOT NULL, until_at bigint NOT NULL, PRIMARY KEY (account, absence));
CREATE INDEX staff_absence_until ON staff_absence (until_at);
