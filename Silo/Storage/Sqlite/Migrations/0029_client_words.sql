-- A word that stands twice, a first name that is also in the address: under an upsert the conflict rule of the outer statement holds, and OR IGNORE does not.
DROP TRIGGER client_account_added;
CREATE TRIGGER client_account_added AFTER INSERT ON account_list BEGIN
  DELETE FROM client_word WHERE kind = 1 AND client = new.account;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 1 AND w.client = new.account AND j.value <> '';
END;
DROP TRIGGER client_account_changed;
CREATE TRIGGER client_account_changed AFTER UPDATE OF folded, email, phone, number ON account_list
  WHEN new.folded <> old.folded OR new.email <> old.email OR new.phone <> old.phone OR new.number <> old.number BEGIN
  DELETE FROM client_word WHERE kind = 1 AND client = new.account;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 1 AND w.client = new.account AND j.value <> '';
END;
DROP TRIGGER client_company_added;
CREATE TRIGGER client_company_added AFTER INSERT ON company_list BEGIN
  DELETE FROM client_word WHERE kind = 2 AND client = new.company;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 2 AND w.client = new.company AND j.value <> '';
END;
DROP TRIGGER client_company_changed;
CREATE TRIGGER client_company_changed AFTER UPDATE OF folded, siren ON company_list WHEN new.folded <> old.folded OR new.siren <> old.siren BEGIN
  DELETE FROM client_word WHERE kind = 2 AND client = new.company;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 2 AND w.client = new.company AND j.value <> '';
END;
DROP TRIGGER client_insured_added;
CREATE TRIGGER client_insured_added AFTER INSERT ON ref_insured BEGIN
  DELETE FROM client_word WHERE kind = 3 AND client = new.client_number;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 3 AND w.client = new.client_number AND j.value <> '';
END;
DROP TRIGGER client_insured_changed;
CREATE TRIGGER client_insured_changed AFTER UPDATE OF last_folded, first_folded, email, phone ON ref_insured
  WHEN new.last_folded <> old.last_folded OR new.first_folded <> old.first_folded OR new.email <> old.email OR new.phone <> old.phone BEGIN
  DELETE FROM client_word WHERE kind = 3 AND client = new.client_number;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, w.kind, w.client FROM client_words w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE w.kind = 3 AND w.client = new.client_number AND j.value <> '';
END;
