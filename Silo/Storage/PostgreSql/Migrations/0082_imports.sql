-- Files of employees. reader: who began it. stage: 1 loading, 2 checking, 3 to confirm, 4 running, 5 done, 6 done in part, 7 stopped, 8 cancelled.
-- verdict: 1 pending, 2 ready, 3 skipped, 4 refused, 5 invited. person: a keyed hash. content: sealed for its line.
CREATE TABLE import_list (
  import text COLLATE "C" NOT NULL PRIMARY KEY, reader text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, file_name text NOT NULL, stage bigint NOT NULL, lines bigint NOT NULL, ready bigint NOT NULL,
  skipped bigint NOT NULL, refused bigint NOT NULL, invited bigint NOT NULL, started_at bigint NOT NULL, ended_at bigint, format text NOT NULL);
CREATE INDEX import_of_reader ON import_list (reader, company, started_at);
CREATE INDEX import_started ON import_list (started_at);
CREATE TABLE import_line (
  import text COLLATE "C" NOT NULL, line bigint NOT NULL, verdict bigint NOT NULL, faults text NOT NULL, person text COLLATE "C" NOT NULL, content bytea NOT NULL,
  PRIMARY KEY (import, line));
CREATE INDEX import_line_verdict ON import_line (import, verdict, line);
CREATE INDEX import_line_person ON import_line (import, person, line);
