-- What the virus scanner said of a file. 0 nothing yet, 1 clean, 2 infected: its content is gone.
ALTER TABLE file ADD COLUMN scan bigint NOT NULL DEFAULT 0;
CREATE INDEX file_unscanned ON file (created_at) WHERE scan = 0;
