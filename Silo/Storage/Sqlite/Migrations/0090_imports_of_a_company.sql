-- Who may begin an import for a company follows and corrects the company's: who moved it is shown, and a line is typed anew on the version that was read.
ALTER TABLE import_list ADD COLUMN started_by TEXT NOT NULL DEFAULT '';
ALTER TABLE import_list ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE import_list ADD COLUMN cancelled_by TEXT NOT NULL DEFAULT '';
ALTER TABLE import_line ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE import_line ADD COLUMN corrected_by TEXT NOT NULL DEFAULT '';
CREATE INDEX import_of_company ON import_list (company, started_at);
DROP INDEX import_of_reader;
