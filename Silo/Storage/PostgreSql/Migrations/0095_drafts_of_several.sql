-- draft_rights: of a draft, the rights of which one lets who is not its author read and write it; 0 while it is its author's alone.
-- writer: who wrote the answer last, an account; empty where that is not known.
ALTER TABLE request_list ADD COLUMN draft_rights bigint NOT NULL DEFAULT 0;
ALTER TABLE draft_field ADD COLUMN writer text COLLATE "C" NOT NULL DEFAULT '';
