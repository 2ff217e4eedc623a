-- Members are rows: who was invited, by which address, with which rights, and until when. One row a member, however large the portfolio.
-- status: 1 added, 2 invited, 3 refused, 4 suspended. rights: bits of UniverseRights.
DROP TRIGGER company_reached;
DROP TRIGGER member_arrived;
DROP TRIGGER member_sees_more;
DROP TRIGGER company_granted;
DROP TRIGGER request_sent_with_news;
DROP TRIGGER request_has_news;
DROP VIEW company_access;
ALTER TABLE space_member RENAME TO space_member_before;
DROP INDEX space_member_account;
CREATE TABLE space_member (
  space TEXT NOT NULL, member TEXT NOT NULL, account TEXT, role INTEGER NOT NULL, whole INTEGER NOT NULL, rights INTEGER NOT NULL, status INTEGER NOT NULL,
  from_at INTEGER, ends_at INTEGER, email TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
  folded TEXT NOT NULL, phone TEXT NOT NULL, mobile TEXT NOT NULL, job_title TEXT NOT NULL, firm_siren TEXT NOT NULL, firm_name TEXT NOT NULL,
  asked_by TEXT NOT NULL, asked_at INTEGER, asked_until INTEGER, link TEXT NOT NULL,
  PRIMARY KEY (space, member)
) WITHOUT ROWID;
INSERT INTO space_member
SELECT m.space, m.account, m.account, m.role, m.whole, CASE m.role WHEN 1 THEN 4095 ELSE 255 END, 1, NULL, m.ends_at, '', '', '', '', '', '', '', '', '', '', '', '',
  NULL, NULL, ''
FROM space_member_before m;
DROP TABLE space_member_before;
CREATE INDEX space_member_account ON space_member (account) WHERE account IS NOT NULL;
CREATE INDEX space_member_address ON space_member (address) WHERE address <> '';
ALTER TABLE space_grant RENAME COLUMN account TO member;

CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.status = 1 AND (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company));

-- As before, over the new tables.
CREATE TRIGGER request_sent_with_news AFTER INSERT ON request_list WHEN new.customer_news > 0 BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT new.request, v.account, new.company
  FROM (SELECT a.account FROM company_access a WHERE a.company = new.company UNION SELECT new.author) v
  WHERE NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = new.request AND p.account = v.account AND p.read >= new.customer_news)
  AND NOT EXISTS (SELECT 1 FROM request_unread u WHERE u.request = new.request AND u.account = v.account);
END;
CREATE TRIGGER request_has_news AFTER UPDATE OF customer_news ON request_list WHEN new.customer_news > old.customer_news BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT new.request, v.account, new.company
  FROM (SELECT a.account FROM company_access a WHERE a.company = new.company UNION SELECT new.author) v
  WHERE NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = new.request AND p.account = v.account AND p.read >= new.customer_news)
  AND NOT EXISTS (SELECT 1 FROM request_unread u WHERE u.request = new.request AND u.account = v.account);
END;
CREATE TRIGGER company_reached INSTEAD OF INSERT ON company_reached BEGIN
  INSERT INTO company_arrival (account, company, sent_until)
  SELECT v.account, v.company, (SELECT max(r.sent_at) FROM request_list r WHERE r.company = v.company)
  FROM (
    SELECT DISTINCT a.account, a.company FROM company_access a
    WHERE a.space = new.space AND (new.account IS NULL OR a.account = new.account) AND (new.company IS NULL OR a.company = new.company)
    AND NOT EXISTS (SELECT 1 FROM company_access o WHERE o.account = a.account AND o.company = a.company AND o.space <> a.space)) v
  WHERE EXISTS (SELECT 1 FROM request_list r WHERE r.company = v.company AND r.sent_at IS NOT NULL)
  ON CONFLICT (account, company) DO UPDATE SET sent_until = excluded.sent_until WHERE excluded.sent_until > sent_until;
END;
CREATE TRIGGER member_arrived AFTER INSERT ON space_member WHEN new.account IS NOT NULL BEGIN
  INSERT INTO company_reached (space, account) VALUES (new.space, new.account);
END;
CREATE TRIGGER member_sees_more AFTER UPDATE ON space_member WHEN new.account IS NOT NULL
  AND (new.whole > old.whole OR new.ends_at IS NOT old.ends_at OR new.status <> old.status) BEGIN
  INSERT INTO company_reached (space, account) VALUES (new.space, new.account);
END;
CREATE TRIGGER company_granted AFTER INSERT ON space_grant BEGIN
  INSERT INTO company_reached (space, account, company)
  SELECT new.space, m.account, new.company FROM space_member m WHERE m.space = new.space AND m.member = new.member AND m.account IS NOT NULL;
END;

-- Which accounts an invitation is for: the address in one spelling.
ALTER TABLE account_list ADD COLUMN address TEXT NOT NULL DEFAULT '';
UPDATE account_list SET address = lower(email);
CREATE INDEX account_address ON account_list (address) WHERE address <> '';
