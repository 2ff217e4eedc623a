-- Requests belong to universes and establishments: who reads one of these universes, in a space that shows the establishment, reads the request.
-- Those that exist belong to all (15) and to none.
ALTER TABLE request_list ADD COLUMN universes bigint NOT NULL DEFAULT 15;
ALTER TABLE request_list ADD COLUMN siret text COLLATE "C" NOT NULL DEFAULT '';

-- What is unread costs an adviser's message nothing, however many read the company: up to a person's floor in a company it stands as rows, what has
-- news since is compared with what they have read. Each reading moves the floor.
DROP TRIGGER request_sent_with_news ON request_list;
DROP TRIGGER request_has_news ON request_list;
DROP TRIGGER member_arrived ON space_member;
DROP TRIGGER member_sees_more ON space_member;
DROP TRIGGER company_arrived ON space_company;
DROP TRIGGER company_granted ON space_grant;
DROP FUNCTION request_has_news();
DROP FUNCTION member_arrived();
DROP FUNCTION company_arrived();
DROP FUNCTION company_granted();
DROP FUNCTION company_reached(text, text, text);
DROP TABLE company_arrival;
DROP INDEX request_company_sent;

-- When an adviser last made news of it.
ALTER TABLE request_list ADD COLUMN news_at bigint;
UPDATE request_list SET news_at = coalesce((SELECT e.at FROM entry e WHERE e.request = request_list.request AND e.tick = request_list.customer_news), last_at)
WHERE customer_news > 0;
CREATE INDEX request_company_news ON request_list (company, news_at) WHERE news_at IS NOT NULL;

CREATE TABLE unread_floor (account text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, news_at bigint NOT NULL, PRIMARY KEY (account, company));
CREATE INDEX unread_floor_company ON unread_floor (company, news_at);

-- Who has read something of a company begins at its last news.
TRUNCATE request_unread;
INSERT INTO request_unread (request, account, company)
SELECT r.request, v.account, v.company
FROM (SELECT DISTINCT p.account, q.company FROM request_reader p JOIN request_list q ON q.request = p.request WHERE p.staff = 0) v
JOIN request_list r ON r.company = v.company
WHERE r.news_at IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.account = v.account AND p.read >= r.customer_news);
INSERT INTO unread_floor (account, company, news_at)
SELECT v.account, v.company, (SELECT max(r.news_at) FROM request_list r WHERE r.company = v.company)
FROM (SELECT DISTINCT p.account, q.company FROM request_reader p JOIN request_list q ON q.request = p.request WHERE p.staff = 0) v
WHERE EXISTS (SELECT 1 FROM request_list r WHERE r.company = v.company AND r.news_at IS NOT NULL);

-- At most 64 further requests are looked at, with all that have the last one's instant. The last minute stays above the floor: a commit whose
-- instant is earlier than the reading's may still land.
CREATE FUNCTION unread_floor_rises() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_company text;
  floor bigint;
  upto bigint;
BEGIN
  SELECT r.company INTO of_company FROM request_list r WHERE r.request = NEW.request;
  SELECT f.news_at INTO floor FROM unread_floor f WHERE f.account = NEW.account AND f.company = of_company;
  SELECT max(n.news_at) INTO upto FROM (
    SELECT r.news_at FROM request_list r WHERE r.company = of_company AND r.news_at > coalesce(floor, 0) AND r.news_at <= NEW.at - 60000 ORDER BY r.news_at LIMIT 64) n;
  IF upto IS NULL OR EXISTS (SELECT 1 FROM account_list a WHERE a.account = NEW.account AND a.kind = 1) THEN
    RETURN NULL;
  END IF;
  INSERT INTO request_unread (request, account, company)
  SELECT r.request, NEW.account, of_company FROM request_list r
  WHERE r.company = of_company AND r.news_at > coalesce(floor, 0) AND r.news_at <= upto
  AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.account = NEW.account AND p.read >= r.customer_news)
  ON CONFLICT DO NOTHING;
  INSERT INTO unread_floor AS f (account, company, news_at) VALUES (NEW.account, of_company, upto)
  ON CONFLICT (account, company) DO UPDATE SET news_at = greatest(f.news_at, excluded.news_at);
  RETURN NULL;
END $$;
CREATE TRIGGER unread_floor_rises AFTER INSERT ON read_mark FOR EACH ROW EXECUTE FUNCTION unread_floor_rises();

-- News from before a floor (a commit that was held up, a demo's clock set back) become rows of those whose floor it is: as a rule there is none.
CREATE FUNCTION request_has_late_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT NEW.request, f.account, f.company FROM unread_floor f
  WHERE f.company = NEW.company AND f.news_at >= NEW.news_at
  AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = NEW.request AND p.account = f.account AND p.read >= NEW.customer_news)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER request_sent_with_late_news AFTER INSERT ON request_list FOR EACH ROW WHEN (NEW.news_at IS NOT NULL) EXECUTE FUNCTION request_has_late_news();
CREATE TRIGGER request_has_late_news AFTER UPDATE OF news_at ON request_list
  FOR EACH ROW WHEN (NEW.news_at IS NOT NULL AND NEW.news_at IS DISTINCT FROM OLD.news_at) EXECUTE FUNCTION request_has_late_news();
