-- Requests belong to universes and establishments: who reads one of these universes, in a space that shows the establishment, reads the request.
-- Those that exist belong to all (15) and to none.
ALTER TABLE request_list ADD COLUMN universes INTEGER NOT NULL DEFAULT 15;
ALTER TABLE request_list ADD COLUMN siret TEXT NOT NULL DEFAULT '';

-- What is unread costs an adviser's message nothing, however many read the company: up to a person's floor in a company it stands as rows, what has
-- news since is compared with what they have read. Each reading moves the floor.
DROP TRIGGER request_sent_with_news;
DROP TRIGGER request_has_news;
DROP TRIGGER member_arrived;
DROP TRIGGER member_sees_more;
DROP TRIGGER company_arrived;
DROP TRIGGER company_granted;
DROP TRIGGER company_reached;
DROP VIEW company_reached;
DROP TABLE company_arrival;
DROP INDEX request_company_sent;

-- When an adviser last made news of it.
ALTER TABLE request_list ADD COLUMN news_at INTEGER;
UPDATE request_list SET news_at = coalesce((SELECT e.at FROM entry e WHERE e.request = request_list.request AND e.tick = request_list.customer_news), last_at)
WHERE customer_news > 0;
CREATE INDEX request_company_news ON request_list (company, news_at) WHERE news_at IS NOT NULL;

CREATE TABLE unread_floor (account TEXT NOT NULL, company TEXT NOT NULL, news_at INTEGER NOT NULL, PRIMARY KEY (account, company)) WITHOUT ROWID;
CREATE INDEX unread_floor_company ON unread_floor (company, news_at);

-- Who has read something of a company begins at its last news.
DELETE FROM request_unread;
INSERT INTO request_unread (request, account, company)
SELECT r.request, v.account, v.company
FROM (SELECT DISTINCT p.account, q.company FROM request_reader p JOIN request_list q ON q.request = p.request WHERE p.staff = 0) v
CROSS JOIN request_list r ON r.company = v.company
WHERE r.news_at IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.account = v.account AND p.read >= r.customer_news);
INSERT INTO unread_floor (account, company, news_at)
SELECT v.account, v.company, (SELECT max(r.news_at) FROM request_list r WHERE r.company = v.company)
FROM (SELECT DISTINCT p.account, q.company FROM request_reader p JOIN request_list q ON q.request = p.request WHERE p.staff = 0) v
WHERE EXISTS (SELECT 1 FROM request_list r WHERE r.company = v.company AND r.news_at IS NOT NULL);

-- At most 64 further requests are looked at, with all that have the last one's instant. The last minute stays above the floor: a commit whose
-- instant is earlier than the reading's may still land. The view is written to: its trigger's new row holds what is computed once.
CREATE VIEW unread_floor_rise AS SELECT '' AS account, '' AS company, 0 AS news_at, 0 AS upto;
CREATE TRIGGER unread_floor_rise INSTEAD OF INSERT ON unread_floor_rise WHEN new.upto IS NOT NULL BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT r.request, new.account, new.company FROM request_list r
  WHERE r.company = new.company AND r.news_at > new.news_at AND r.news_at <= new.upto
  AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.account = new.account AND p.read >= r.customer_news)
  AND NOT EXISTS (SELECT 1 FROM request_unread u WHERE u.request = r.request AND u.account = new.account);
  INSERT INTO unread_floor (account, company, news_at) VALUES (new.account, new.company, new.upto)
  ON CONFLICT (account, company) DO UPDATE SET news_at = excluded.news_at;
END;
CREATE TRIGGER unread_floor_rises AFTER INSERT ON read_mark BEGIN
  INSERT INTO unread_floor_rise (account, company, news_at, upto)
  SELECT new.account, q.company, coalesce(f.news_at, 0), (SELECT max(n.news_at) FROM (
    SELECT r.news_at FROM request_list r WHERE r.company = q.company AND r.news_at > coalesce(f.news_at, 0) AND r.news_at <= new.at - 60000 ORDER BY r.news_at LIMIT 64) n)
  FROM request_list q LEFT JOIN unread_floor f ON f.account = new.account AND f.company = q.company
  WHERE q.request = new.request AND NOT EXISTS (SELECT 1 FROM account_list a WHERE a.account = new.account AND a.kind = 1);
END;

-- News from before a floor (a commit that was held up, a demo's clock set back) become rows of those whose floor it is: as a rule there is none.
CREATE TRIGGER request_sent_with_late_news AFTER INSERT ON request_list WHEN new.news_at IS NOT NULL BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT new.request, f.account, f.company FROM unread_floor f
  WHERE f.company = new.company AND f.news_at >= new.news_at
  AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = new.request AND p.account = f.account AND p.read >= new.customer_news)
  AND NOT EXISTS (SELECT 1 FROM request_unread u WHERE u.request = new.request AND u.account = f.account);
END;
CREATE TRIGGER request_has_late_news AFTER UPDATE OF news_at ON request_list WHEN new.news_at IS NOT NULL AND new.news_at IS NOT old.news_at BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT new.request, f.account, f.company FROM unread_floor f
  WHERE f.company = new.company AND f.news_at >= new.news_at
  AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = new.request AND p.account = f.account AND p.read >= new.customer_news)
  AND NOT EXISTS (SELECT 1 FROM request_unread u WHERE u.request = new.request AND u.account = f.account);
END;
