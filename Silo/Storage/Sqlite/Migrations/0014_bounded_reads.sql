-- Lists, counts and the badge cost the same however many requests a portfolio holds: what is unread is kept as rows, the rest is found by an index.
CREATE INDEX request_company_status ON request_list (company, status, last_at);
CREATE INDEX request_company_sent ON request_list (company, sent_at);

-- Who has not read a request's last news from an adviser: everybody who saw its company when it came, and its author. Kept by triggers in the
-- transaction of the request's own commit; rights are asked for again at each read.
CREATE TABLE request_unread (request TEXT NOT NULL, account TEXT NOT NULL, company TEXT NOT NULL, PRIMARY KEY (request, account)) WITHOUT ROWID;
CREATE INDEX request_unread_account ON request_unread (account, company, request);

-- Who came to see a company that had requests already: for those sent until then nobody wrote him rows.
CREATE TABLE company_arrival (account TEXT NOT NULL, company TEXT NOT NULL, sent_until INTEGER NOT NULL, PRIMARY KEY (account, company)) WITHOUT ROWID;

INSERT INTO request_unread (request, account, company)
SELECT r.request, v.account, r.company
FROM (SELECT company, account FROM company_access UNION SELECT company, author FROM request_list) v CROSS JOIN request_list r ON r.company = v.company
WHERE r.customer_news > 0
AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.account = v.account AND p.read >= r.customer_news);

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
CREATE TRIGGER request_first_read AFTER INSERT ON request_reader WHEN new.staff = 0 BEGIN
  DELETE FROM request_unread WHERE request = new.request AND account = new.account
  AND new.read >= (SELECT r.customer_news FROM request_list r WHERE r.request = new.request);
END;
CREATE TRIGGER request_was_read AFTER UPDATE OF read ON request_reader WHEN new.staff = 0 BEGIN
  DELETE FROM request_unread WHERE request = new.request AND account = new.account
  AND new.read >= (SELECT r.customer_news FROM request_list r WHERE r.request = new.request);
END;

-- A view that is written to: what the three triggers after it have in common.
CREATE VIEW company_reached AS SELECT '' AS space, '' AS account, '' AS company;
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
CREATE TRIGGER member_arrived AFTER INSERT ON space_member BEGIN
  INSERT INTO company_reached (space, account) VALUES (new.space, new.account);
END;
CREATE TRIGGER member_sees_more AFTER UPDATE ON space_member WHEN new.whole > old.whole OR new.ends_at IS NOT old.ends_at BEGIN
  INSERT INTO company_reached (space, account) VALUES (new.space, new.account);
END;
CREATE TRIGGER company_arrived AFTER INSERT ON space_company BEGIN
  INSERT INTO company_reached (space, company) VALUES (new.space, new.company);
END;
CREATE TRIGGER company_granted AFTER INSERT ON space_grant BEGIN
  INSERT INTO company_reached (space, account, company) VALUES (new.space, new.account, new.company);
END;
