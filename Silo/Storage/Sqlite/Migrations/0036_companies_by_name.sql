-- A space's companies in the order of their names, so that a list of thirty among thousands reads no other table for the rest. Triggers keep the name.
ALTER TABLE space_company ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE space_company SET folded = coalesce((SELECT l.folded FROM company_list l WHERE l.company = space_company.company), '');
CREATE INDEX space_company_name ON space_company (space, folded, company);
CREATE TRIGGER space_company_named AFTER INSERT ON space_company BEGIN
  UPDATE space_company SET folded = coalesce((SELECT l.folded FROM company_list l WHERE l.company = new.company), '')
  WHERE space = new.space AND company = new.company;
END;
CREATE TRIGGER company_listed AFTER INSERT ON company_list BEGIN
  UPDATE space_company SET folded = new.folded WHERE company = new.company AND folded <> new.folded;
END;
CREATE TRIGGER company_renamed AFTER UPDATE OF folded ON company_list WHEN new.folded <> old.folded BEGIN
  UPDATE space_company SET folded = new.folded WHERE company = new.company;
END;
DROP VIEW company_access;
CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at, c.folded FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.status = 1 AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company));
