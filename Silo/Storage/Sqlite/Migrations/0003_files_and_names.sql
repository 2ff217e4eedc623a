-- A file's chunks go with it.
CREATE TRIGGER file_gone AFTER DELETE ON file BEGIN
  DELETE FROM file_chunk WHERE file = old.id;
END;

-- Names are found and ordered by their folded form, the same on every database.
ALTER TABLE company_list ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE company_list SET folded = lower(name);
