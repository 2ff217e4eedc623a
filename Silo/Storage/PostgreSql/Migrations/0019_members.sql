-- Members are rows: who was invited, by which address, with which rights, and until when. One row a member, however large the portfolio.
-- status: 1 added, 2 invited, 3 refused, 4 suspended. rights: bits of UniverseRights.
DROP VIEW company_access;
ALTER TABLE space_member ADD COLUMN member text COLLATE "C";
UPDATE space_member SET member = account;
ALTER TABLE space_member DROP CONSTRAINT space_member_pkey;
ALTER TABLE space_member ALTER COLUMN account DROP NOT NULL;
ALTER TABLE space_member ADD PRIMARY KEY (space, member);
ALTER TABLE space_member
  ADD COLUMN rights bigint NOT NULL DEFAULT 255, ADD COLUMN status bigint NOT NULL DEFAULT 1, ADD COLUMN from_at bigint,
  ADD COLUMN email text NOT NULL DEFAULT '', ADD COLUMN address text COLLATE "C" NOT NULL DEFAULT '', ADD COLUMN title text NOT NULL DEFAULT '',
  ADD COLUMN first_name text NOT NULL DEFAULT '', ADD COLUMN last_name text NOT NULL DEFAULT '', ADD COLUMN folded text COLLATE "C" NOT NULL DEFAULT '', ADD COLUMN phone text NOT NULL DEFAULT '',
  ADD COLUMN mobile text NOT NULL DEFAULT '', ADD COLUMN job_title text NOT NULL DEFAULT '', ADD COLUMN firm_siren text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN firm_name text NOT NULL DEFAULT '', ADD COLUMN asked_by text NOT NULL DEFAULT '', ADD COLUMN asked_at bigint, ADD COLUMN asked_until bigint,
  ADD COLUMN link text COLLATE "C" NOT NULL DEFAULT '';
UPDATE space_member SET rights = 4095 WHERE role = 1;
CREATE INDEX space_member_address ON space_member (address) WHERE address <> '';
ALTER TABLE space_grant RENAME COLUMN account TO member;

CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.status = 1 AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company));

CREATE OR REPLACE FUNCTION company_granted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM company_reached(NEW.space, m.account, NEW.company) FROM space_member m
  WHERE m.space = NEW.space AND m.member = NEW.member AND m.account IS NOT NULL;
  RETURN NULL;
END $$;
DROP TRIGGER member_arrived ON space_member;
DROP TRIGGER member_sees_more ON space_member;
CREATE TRIGGER member_arrived AFTER INSERT ON space_member FOR EACH ROW WHEN (NEW.account IS NOT NULL) EXECUTE FUNCTION member_arrived();
CREATE TRIGGER member_sees_more AFTER UPDATE ON space_member FOR EACH ROW
  WHEN (NEW.account IS NOT NULL AND (NEW.whole > OLD.whole OR NEW.ends_at IS DISTINCT FROM OLD.ends_at OR NEW.status <> OLD.status))
  EXECUTE FUNCTION member_arrived();

-- Which accounts an invitation is for: the address in one spelling.
ALTER TABLE account_list ADD COLUMN address text COLLATE "C" NOT NULL DEFAULT '';
UPDATE account_list SET address = lower(email);
CREATE INDEX account_address ON account_list (address) WHERE address <> '';
