-- Files of employees. reader: who began it. stage: 1 loading, 2 checking, 3 to confirm, 4 running, 5 done, 6 done in part, 7 stopped, 8 cancelled.
-- verdict: 1 pending, 2 ready, 3 skipped, 4 refused, 5 invited. person: a keyed hash. content: sealed for its line.
CREATE TABLE import_list (
  import TEXT NOT NULL PRIMARY KEY, reader TEXT NOT NULL, company TEXT NOT NULL, file_name TEXT NOT NULL, stage INTEGER NOT NULL, lines INTEGER NOT NULL, ready INTEGER NOT NULL,
  skipped INTEGER NOT NULL, refused INTEGER NOT NULL, invited INTEGER NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER, format TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX import_of_reader ON import_list (reader, company, started_at);
CREATE INDEX import_started ON import_list (started_at);
CREATE TABLE import_line (
  import TEXT NOT NULL, line INTEGER NOT NULL, verdict INTEGER NOT NULL, faults TEXT NOT NULL, person TEXT NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (import, line)) WITHOUT ROWID;
CREATE INDEX import_line_verdict ON import_line (import, verdict, line);
CREATE INDEX import_line_person ON import_line (import, person, line);
