-- Files that are a form's pieces; what is medical is for the referees and its uploader.
ALTER TABLE attachment ADD COLUMN piece TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment ADD COLUMN veiled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attachment ADD COLUMN uploader TEXT NOT NULL DEFAULT '';
-- Requests about one employee: two stops must not overlap.
CREATE INDEX draft_field_employee ON draft_field (value) WHERE name = 'salarie';
