-- Whoever was not let in keeps his row: it says so to him, and gives him a session that shows nothing else.
ALTER TABLE space_applicant ADD COLUMN refused_at INTEGER;
