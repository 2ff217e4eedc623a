-- Why a batch did nothing for one of its actors, as its work names it; empty where it did, and where there is no more to say.
ALTER TABLE batch_line ADD COLUMN reason text NOT NULL DEFAULT '';
