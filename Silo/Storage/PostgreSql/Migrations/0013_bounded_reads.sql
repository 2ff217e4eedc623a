-- Lists, counts and the badge cost the same however many requests a portfolio holds: what is unread is kept as rows, the rest is found by an index.
CREATE INDEX request_company_status ON request_list (company, status, last_at);
CREATE INDEX request_company_sent ON request_list (company, sent_at);

-- Who has not read a request's last news from an adviser: everybody who saw its company when it came, and its author. Kept by triggers in the
-- transaction of the request's own commit; rights are asked for again at each read.
CREATE TABLE request_unread (
  request text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL,
  PRIMARY KEY (request, account)
);
CREATE INDEX request_unread_account ON request_unread (account, company, request);

-- Who came to see a company that had requests already: for those sent until then nobody wrote him rows.
CREATE TABLE company_arrival (account text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, sent_until bigint NOT NULL, PRIMARY KEY (account, company));

INSERT INTO request_unread (request, account, company)
SELECT r.request, v.account, r.company
FROM request_list r JOIN (SELECT company, account FROM company_access UNION SELECT company, author FROM request_list) v ON v.company = r.company
WHERE r.customer_news > 0
AND NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = r.request AND p.account = v.account AND p.read >= r.customer_news)
ON CONFLICT DO NOTHING;

CREATE FUNCTION request_has_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO request_unread (request, account, company)
  SELECT NEW.request, v.account, NEW.company
  FROM (SELECT a.account FROM company_access a WHERE a.company = NEW.company UNION SELECT NEW.author) v
  WHERE NOT EXISTS (SELECT 1 FROM request_reader p WHERE p.request = NEW.request AND p.account = v.account AND p.read >= NEW.customer_news)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER request_sent_with_news AFTER INSERT ON request_list FOR EACH ROW WHEN (NEW.customer_news > 0) EXECUTE FUNCTION request_has_news();
CREATE TRIGGER request_has_news AFTER UPDATE OF customer_news ON request_list
  FOR EACH ROW WHEN (NEW.customer_news > OLD.customer_news) EXECUTE FUNCTION request_has_news();

CREATE FUNCTION request_was_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM request_unread u WHERE u.request = NEW.request AND u.account = NEW.account
  AND NEW.read >= (SELECT r.customer_news FROM request_list r WHERE r.request = NEW.request);
  RETURN NULL;
END $$;
CREATE TRIGGER request_was_read AFTER INSERT OR UPDATE OF read ON request_reader FOR EACH ROW WHEN (NEW.staff = 0) EXECUTE FUNCTION request_was_read();

CREATE FUNCTION company_reached(of_space text, of_account text, of_company text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO company_arrival (account, company, sent_until)
  SELECT v.account, v.company, (SELECT max(r.sent_at) FROM request_list r WHERE r.company = v.company)
  FROM (
    SELECT DISTINCT a.account, a.company FROM company_access a
    WHERE a.space = of_space AND (of_account IS NULL OR a.account = of_account) AND (of_company IS NULL OR a.company = of_company)
    AND NOT EXISTS (SELECT 1 FROM company_access o WHERE o.account = a.account AND o.company = a.company AND o.space <> a.space)) v
  WHERE EXISTS (SELECT 1 FROM request_list r WHERE r.company = v.company AND r.sent_at IS NOT NULL)
  ON CONFLICT (account, company) DO UPDATE SET sent_until = excluded.sent_until WHERE excluded.sent_until > company_arrival.sent_until
$$;
CREATE FUNCTION member_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM company_reached(NEW.space, NEW.account, NULL);
  RETURN NULL;
END $$;
CREATE FUNCTION company_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM company_reached(NEW.space, NULL, NEW.company);
  RETURN NULL;
END $$;
CREATE FUNCTION company_granted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM company_reached(NEW.space, NEW.account, NEW.company);
  RETURN NULL;
END $$;
CREATE TRIGGER member_arrived AFTER INSERT ON space_member FOR EACH ROW EXECUTE FUNCTION member_arrived();
CREATE TRIGGER member_sees_more AFTER UPDATE ON space_member
  FOR EACH ROW WHEN (NEW.whole > OLD.whole OR NEW.ends_at IS DISTINCT FROM OLD.ends_at) EXECUTE FUNCTION member_arrived();
CREATE TRIGGER company_arrived AFTER INSERT ON space_company FOR EACH ROW EXECUTE FUNCTION company_arrived();
CREATE TRIGGER company_granted AFTER INSERT ON space_grant FOR EACH ROW EXECUTE FUNCTION company_granted();
