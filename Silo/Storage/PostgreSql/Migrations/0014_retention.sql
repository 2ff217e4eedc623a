-- What retention looks for: indexes of what is left to look at, so that nothing walks through what stays.
ALTER TABLE file ADD COLUMN kept bigint NOT NULL DEFAULT 0;
DROP INDEX file_created;
CREATE INDEX file_unkept ON file (created_at) WHERE kept = 0;
CREATE INDEX claim_expires ON claim (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX session_created ON session (created_at);
