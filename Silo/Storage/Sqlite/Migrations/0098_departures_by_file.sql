-- A file may also declare departures. kind: 1 affiliations, 2 departures. outcome: portability (1 yes, 2 no, 3 to prove) and its last day, a dot between.
ALTER TABLE import_list ADD COLUMN kind INTEGER NOT NULL DEFAULT 1;
ALTER TABLE import_list ADD COLUMN ported INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_list ADD COLUMN to_prove INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_list ADD COLUMN not_ported INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_line ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
