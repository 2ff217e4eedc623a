-- Of a space's companies, those that ever had a request or an employee: what is counted and listed on every page asks these alone. Never taken back.
ALTER TABLE space_company ADD COLUMN busy INTEGER NOT NULL DEFAULT 0;
UPDATE space_company SET busy = 1 WHERE EXISTS (SELECT 1 FROM request_list r WHERE r.company = space_company.company)
  OR EXISTS (SELECT 1 FROM employee_list e WHERE e.company = space_company.company);
CREATE INDEX space_company_busy ON space_company (space, company) WHERE busy = 1;
CREATE TRIGGER space_company_busy AFTER INSERT ON space_company
WHEN EXISTS (SELECT 1 FROM request_list r WHERE r.company = new.company) OR EXISTS (SELECT 1 FROM employee_list e WHERE e.company = new.company) BEGIN
  UPDATE space_company SET busy = 1 WHERE space = new.space AND company = new.company;
END;
CREATE TRIGGER company_has_request AFTER INSERT ON request_list BEGIN
  UPDATE space_company SET busy = 1 WHERE company = new.company AND busy = 0;
END;
CREATE TRIGGER company_takes_request AFTER UPDATE OF company ON request_list WHEN new.company <> old.company BEGIN
  UPDATE space_company SET busy = 1 WHERE company = new.company AND busy = 0;
END;
CREATE TRIGGER company_has_employee AFTER INSERT ON employee_list BEGIN
  UPDATE space_company SET busy = 1 WHERE company = new.company AND busy = 0;
END;
DROP VIEW company_access;
CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at, c.folded, c.busy FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.status = 1 AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company));

-- The name by which a member stands in the list: as the person writes it once they have an account, until then as it was typed. Triggers keep it.
ALTER TABLE space_member ADD COLUMN listed_as TEXT NOT NULL DEFAULT '';
UPDATE space_member SET listed_as = coalesce((SELECT a.folded FROM account_list a WHERE a.account = space_member.account), folded);
CREATE INDEX space_member_listed ON space_member (space, listed_as, member);
CREATE TRIGGER member_listed AFTER INSERT ON space_member BEGIN
  UPDATE space_member SET listed_as = coalesce((SELECT a.folded FROM account_list a WHERE a.account = new.account), new.folded)
  WHERE space = new.space AND member = new.member;
END;
CREATE TRIGGER member_renamed AFTER UPDATE OF folded, account ON space_member BEGIN
  UPDATE space_member SET listed_as = coalesce((SELECT a.folded FROM account_list a WHERE a.account = new.account), new.folded)
  WHERE space = new.space AND member = new.member;
END;
CREATE TRIGGER account_listed AFTER INSERT ON account_list BEGIN
  UPDATE space_member SET listed_as = new.folded WHERE account = new.account;
END;
CREATE TRIGGER account_renamed AFTER UPDATE OF folded ON account_list WHEN new.folded <> old.folded BEGIN
  UPDATE space_member SET listed_as = new.folded WHERE account = new.account;
END;
CREATE TRIGGER account_unlisted AFTER DELETE ON account_list BEGIN
  UPDATE space_member SET listed_as = folded WHERE account = old.account;
END;
