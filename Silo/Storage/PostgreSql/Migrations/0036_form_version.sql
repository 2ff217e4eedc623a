-- The version of its form that a request is answered in; until now each form had one.
ALTER TABLE request_list ADD COLUMN form_version integer NOT NULL DEFAULT 1;
