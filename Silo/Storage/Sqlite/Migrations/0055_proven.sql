-- When the owner of a session proved themselves anew in it, by password and code.
ALTER TABLE session ADD COLUMN proven_at INTEGER;
