-- Of a space's companies, those that ever had a request or an employee: what is counted and listed on every page asks these alone. Never taken back.
ALTER TABLE space_company ADD COLUMN busy smallint NOT NULL DEFAULT 0;
UPDATE space_company SET busy = 1 WHERE EXISTS (SELECT 1 FROM request_list r WHERE r.company = space_company.company)
  OR EXISTS (SELECT 1 FROM employee_list e WHERE e.company = space_company.company);
CREATE INDEX space_company_busy ON space_company (space, company) WHERE busy = 1;
CREATE OR REPLACE FUNCTION space_company_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.folded := coalesce((SELECT l.folded FROM company_list l WHERE l.company = NEW.company), '');
  NEW.busy := CASE WHEN EXISTS (SELECT 1 FROM request_list r WHERE r.company = NEW.company)
    OR EXISTS (SELECT 1 FROM employee_list e WHERE e.company = NEW.company) THEN 1 ELSE 0 END;
  RETURN NEW;
END $$;
CREATE FUNCTION company_busy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE space_company SET busy = 1 WHERE company = NEW.company AND busy = 0;
  RETURN NULL;
END $$;
CREATE TRIGGER company_has_request AFTER INSERT ON request_list FOR EACH ROW EXECUTE FUNCTION company_busy();
-- Also where the request and the company arrived in the same instant, and neither saw the other.
CREATE TRIGGER company_takes_request AFTER UPDATE ON request_list FOR EACH ROW WHEN (NEW.company <> OLD.company OR NEW.status <> OLD.status)
  EXECUTE FUNCTION company_busy();
CREATE TRIGGER company_has_employee AFTER INSERT ON employee_list FOR EACH ROW EXECUTE FUNCTION company_busy();
CREATE OR REPLACE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at, c.folded, c.busy FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.status = 1 AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company));

-- The name by which a member stands in the list: as the person writes it once they have an account, until then as it was typed. Triggers keep it.
ALTER TABLE space_member ADD COLUMN listed_as text COLLATE "C" NOT NULL DEFAULT '';
UPDATE space_member SET listed_as = coalesce((SELECT a.folded FROM account_list a WHERE a.account = space_member.account), folded);
CREATE INDEX space_member_listed ON space_member (space, listed_as, member);
CREATE FUNCTION member_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.listed_as := coalesce((SELECT a.folded FROM account_list a WHERE a.account = NEW.account), NEW.folded);
  RETURN NEW;
END $$;
CREATE TRIGGER member_listed BEFORE INSERT OR UPDATE ON space_member FOR EACH ROW EXECUTE FUNCTION member_listed();
CREATE FUNCTION account_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE space_member SET listed_as = '' WHERE account = coalesce(NEW.account, OLD.account);
  RETURN NULL;
END $$;
CREATE TRIGGER account_listed AFTER INSERT OR DELETE ON account_list FOR EACH ROW EXECUTE FUNCTION account_renamed();
CREATE TRIGGER account_renamed AFTER UPDATE ON account_list FOR EACH ROW WHEN (NEW.folded IS DISTINCT FROM OLD.folded) EXECUTE FUNCTION account_renamed();
