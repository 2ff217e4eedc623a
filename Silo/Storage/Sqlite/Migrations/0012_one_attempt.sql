-- It was always 1, and PostgreSQL never had it.
ALTER TABLE operation DROP COLUMN attempt;
