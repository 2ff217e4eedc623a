-- Every word by which advisers find an account (1), a company of a portal (2) or an insured person (3). Triggers keep them: whoever writes a row need not know.
CREATE TABLE client_word (word TEXT NOT NULL, kind INTEGER NOT NULL, client TEXT NOT NULL, PRIMARY KEY (word, kind, client)) WITHOUT ROWID;
CREATE INDEX client_word_client ON client_word (kind, client);
CREATE VIEW client_words (kind, client, words) AS
  SELECT 1, a.account, a.folded || ' ' || replace(replace(replace(replace(replace(lower(a.email), '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
    replace(replace(replace(a.phone, ' ', ''), '+', ''), '-', '') || ' ' || replace(lower(a.number), '-', '') FROM account_list a WHERE a.kind = 0
  UNION ALL
  SELECT 2, c.company, c.folded || ' ' || c.siren FROM company_list c
  UNION ALL
  SELECT 3, i.client_number, i.last_folded || ' ' || i.first_folded || ' ' || lower(i.client_number) || ' ' ||
    replace(replace(replace(replace(replace(lower(i.email), '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
    replace(replace(replace(i.phone, ' ', ''), '+', ''), '-', '') FROM ref_insured i;

INSERT OR IGNORE INTO client_word (word, kind, client)
  SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j WHERE j.value <> '';

CREATE TRIGGER client_account_added AFTER INSERT ON account_list BEGIN
  INSERT OR IGNORE INTO client_word (word, kind, client)
    SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 1 AND w.client = new.account AND j.value <> '';
END;
CREATE TRIGGER client_account_changed AFTER UPDATE OF folded, email, phone, number ON account_list
  WHEN new.folded <> old.folded OR new.email <> old.email OR new.phone <> old.phone OR new.number <> old.number BEGIN
  DELETE FROM client_word WHERE kind = 1 AND client = new.account;
  INSERT OR IGNORE INTO client_word (word, kind, client)
    SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 1 AND w.client = new.account AND j.value <> '';
END;
CREATE TRIGGER client_account_gone AFTER DELETE ON account_list BEGIN
  DELETE FROM client_word WHERE kind = 1 AND client = old.account;
END;
CREATE TRIGGER client_company_added AFTER INSERT ON company_list BEGIN
  INSERT OR IGNORE INTO client_word (word, kind, client)
    SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 2 AND w.client = new.company AND j.value <> '';
END;
CREATE TRIGGER client_company_changed AFTER UPDATE OF folded, siren ON company_list WHEN new.folded <> old.folded OR new.siren <> old.siren BEGIN
  DELETE FROM client_word WHERE kind = 2 AND client = new.company;
  INSERT OR IGNORE INTO client_word (word, kind, client)
    SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 2 AND w.client = new.company AND j.value <> '';
END;
CREATE TRIGGER client_company_gone AFTER DELETE ON company_list BEGIN
  DELETE FROM client_word WHERE kind = 2 AND client = old.company;
END;
CREATE TRIGGER client_insured_added AFTER INSERT ON ref_insured BEGIN
  INSERT OR IGNORE INTO client_word (word, kind, client)
    SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 3 AND w.client = new.client_number AND j.value <> '';
END;
CREATE TRIGGER client_insured_changed AFTER UPDATE OF last_folded, first_folded, email, phone ON ref_insured
  WHEN new.last_folded <> old.last_folded OR new.first_folded <> old.first_folded OR new.email <> old.email OR new.phone <> old.phone BEGIN
  DELETE FROM client_word WHERE kind = 3 AND client = new.client_number;
  INSERT OR IGNORE INTO client_word (word, kind, client)
    SELECT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 3 AND w.client = new.client_number AND j.value <> '';
END;
CREATE TRIGGER client_insured_gone AFTER DELETE ON ref_insured BEGIN
  DELETE FROM client_word WHERE kind = 3 AND client = old.client_number;
END;

CREATE INDEX company_siren ON company_list (siren);
CREATE INDEX ref_company_number ON ref_company (insurer_number);
CREATE INDEX request_author_sent ON request_list (author, last_at) WHERE status > 0;
