-- What an adviser decides by, and what a refused applicant is told.
ALTER TABLE space_applicant ADD COLUMN job_title TEXT NOT NULL DEFAULT '';
ALTER TABLE space_applicant ADD COLUMN reason TEXT NOT NULL DEFAULT '';
