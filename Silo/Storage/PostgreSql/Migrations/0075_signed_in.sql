-- Whether an account was ever signed in to: lists of members say of who never was that they still wait. Those from before this was kept have signed in.
ALTER TABLE account_list ADD COLUMN signed_in bigint NOT NULL DEFAULT 1;
