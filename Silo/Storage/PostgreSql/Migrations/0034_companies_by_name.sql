-- A space's companies in the order of their names, so that a list of thirty among thousands reads no other table for the rest. Triggers keep the name.
ALTER TABLE space_company ADD COLUMN folded text COLLATE "C" NOT NULL DEFAULT '';
UPDATE space_company SET folded = l.folded FROM company_list l WHERE l.company = space_company.company;
CREATE INDEX space_company_name ON space_company (space, folded, company);
CREATE FUNCTION space_company_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.folded := coalesce((SELECT l.folded FROM company_list l WHERE l.company = NEW.company), '');
  RETURN NEW;
END $$;
CREATE TRIGGER space_company_named BEFORE INSERT ON space_company FOR EACH ROW EXECUTE FUNCTION space_company_named();
CREATE FUNCTION company_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE space_company SET folded = NEW.folded WHERE company = NEW.company AND folded <> NEW.folded;
  RETURN NULL;
END $$;
CREATE TRIGGER company_listed AFTER INSERT ON company_list FOR EACH ROW EXECUTE FUNCTION company_renamed();
CREATE TRIGGER company_renamed AFTER UPDATE ON company_list FOR EACH ROW WHEN (NEW.folded IS DISTINCT FROM OLD.folded) EXECUTE FUNCTION company_renamed();
CREATE OR REPLACE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at, c.folded FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.status = 1 AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company));
