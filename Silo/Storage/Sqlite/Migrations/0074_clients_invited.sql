-- Who was invited and has no account yet is a client, too (4), by the keys of the space and of the member: found by name, address and telephone.
CREATE INDEX space_member_invited ON space_member (space || '/' || member) WHERE account IS NULL;
INSERT OR IGNORE INTO client_word (word, kind, client)
  SELECT j.value, 4, w.client FROM (
    SELECT m.space || '/' || m.member AS client, m.folded || ' ' || m.address || ' ' ||
      replace(replace(replace(replace(replace(m.address, '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
      replace(replace(replace(replace(m.phone, ' ', ''), '+', ''), '-', ''), '.', '') || ' ' ||
      replace(replace(replace(replace(m.mobile, ' ', ''), '+', ''), '-', ''), '.', '') || ' ' || m.firm_siren AS words
    FROM space_member m WHERE m.account IS NULL) w, json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
  WHERE j.value <> '';
CREATE TRIGGER client_invited_added AFTER INSERT ON space_member WHEN new.account IS NULL BEGIN
  DELETE FROM client_word WHERE kind = 4 AND client = new.space || '/' || new.member;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, 4, new.space || '/' || new.member FROM (
      SELECT new.folded || ' ' || new.address || ' ' ||
        replace(replace(replace(replace(replace(new.address, '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
        replace(replace(replace(replace(new.phone, ' ', ''), '+', ''), '-', ''), '.', '') || ' ' ||
        replace(replace(replace(replace(new.mobile, ' ', ''), '+', ''), '-', ''), '.', '') || ' ' || new.firm_siren AS words) w,
      json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE j.value <> '';
END;
CREATE TRIGGER client_invited_changed AFTER UPDATE OF account, folded, address, phone, mobile, firm_siren ON space_member
  WHEN new.account IS NULL AND (old.account IS NOT NULL OR new.folded <> old.folded OR new.address <> old.address OR new.phone <> old.phone
    OR new.mobile <> old.mobile OR new.firm_siren <> old.firm_siren) BEGIN
  DELETE FROM client_word WHERE kind = 4 AND client = new.space || '/' || new.member;
  INSERT INTO client_word (word, kind, client)
    SELECT DISTINCT j.value, 4, new.space || '/' || new.member FROM (
      SELECT new.folded || ' ' || new.address || ' ' ||
        replace(replace(replace(replace(replace(new.address, '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
        replace(replace(replace(replace(new.phone, ' ', ''), '+', ''), '-', ''), '.', '') || ' ' ||
        replace(replace(replace(replace(new.mobile, ' ', ''), '+', ''), '-', ''), '.', '') || ' ' || new.firm_siren AS words) w,
      json_each('[' || replace(json_quote(w.words), ' ', '","') || ']') j
    WHERE j.value <> '';
END;
CREATE TRIGGER client_invited_joined AFTER UPDATE OF account ON space_member WHEN old.account IS NULL AND new.account IS NOT NULL BEGIN
  DELETE FROM client_word WHERE kind = 4 AND client = old.space || '/' || old.member;
END;
CREATE TRIGGER client_invited_gone AFTER DELETE ON space_member WHEN old.account IS NULL BEGIN
  DELETE FROM client_word WHERE kind = 4 AND client = old.space || '/' || old.member;
END;

-- A message's template, and the company it speaks of; the newest of a person, of a company, and letters to a company's people are the beginning of an index.
ALTER TABLE delivery ADD COLUMN template TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN company TEXT NOT NULL DEFAULT '';
CREATE INDEX delivery_account ON delivery (account, at DESC, job) WHERE account <> '';
CREATE INDEX delivery_company ON delivery (company, at DESC, job) WHERE company <> '';
CREATE INDEX letter_company ON letter (company, at DESC, owner, letter);
