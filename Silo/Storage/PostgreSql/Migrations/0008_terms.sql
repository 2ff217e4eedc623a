-- The version of the terms of use that the owner accepted; so far at registration, of which the journal tells.
ALTER TABLE account_list ADD COLUMN terms text COLLATE "C" NOT NULL DEFAULT '';
UPDATE account_list SET terms = COALESCE((SELECT j.detail FROM journal j WHERE j.owner = account_list.account AND j.action = 'registered' LIMIT 1), '');
