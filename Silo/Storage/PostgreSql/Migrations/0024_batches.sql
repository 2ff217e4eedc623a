-- Actions on many actors, and what became of each. reader: the account that may follow it beside staff. outcome: 1 done, 2 skipped, 3 refused, 4 failed.
CREATE TABLE batch_list (
  batch text COLLATE "C" PRIMARY KEY, reader text COLLATE "C" NOT NULL, work text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL,
  asked_by text COLLATE "C" NOT NULL, total bigint NOT NULL, done bigint NOT NULL, skipped bigint NOT NULL, failed bigint NOT NULL, started_at bigint NOT NULL, ended_at bigint
);
CREATE INDEX batch_started ON batch_list (started_at);
CREATE TABLE batch_line (
  batch text COLLATE "C" NOT NULL, target text COLLATE "C" NOT NULL, label text COLLATE "C" NOT NULL, outcome bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (batch, target)
);
CREATE INDEX batch_line_failed ON batch_line (batch, target) WHERE outcome >= 3;
