-- Who was invited and has no account yet is a client, too (4), by the keys of the space and of the member: found by name, address and telephone.
CREATE INDEX space_member_invited ON space_member ((space || '/' || member)) WHERE account IS NULL;
CREATE FUNCTION invited_words(folded text, address text, phone text, mobile text, firm_siren text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT folded || ' ' || address || ' ' || translate(address, '@.-_+', '     ') || ' ' || translate(phone, ' +-.', '') || ' ' || translate(mobile, ' +-.', '') ||
    ' ' || firm_siren
$$;
INSERT INTO client_word (word, kind, client)
  SELECT DISTINCT j.word, 4, m.space || '/' || m.member FROM space_member m,
    regexp_split_to_table(invited_words(m.folded, m.address, m.phone, m.mobile, m.firm_siren), ' +') j (word)
  WHERE m.account IS NULL AND j.word <> '' ON CONFLICT DO NOTHING;
CREATE FUNCTION client_invited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM client_word c WHERE c.kind = 4 AND c.client = OLD.space || '/' || OLD.member;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.account IS NULL THEN
    INSERT INTO client_word (word, kind, client)
      SELECT DISTINCT j.word, 4, NEW.space || '/' || NEW.member
      FROM regexp_split_to_table(invited_words(NEW.folded, NEW.address, NEW.phone, NEW.mobile, NEW.firm_siren), ' +') j (word)
      WHERE j.word <> '' ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER client_invited_added AFTER INSERT ON space_member FOR EACH ROW WHEN (NEW.account IS NULL) EXECUTE FUNCTION client_invited();
CREATE TRIGGER client_invited_gone AFTER DELETE ON space_member FOR EACH ROW WHEN (OLD.account IS NULL) EXECUTE FUNCTION client_invited();
CREATE TRIGGER client_invited_changed AFTER UPDATE ON space_member FOR EACH ROW
  WHEN ((OLD.account IS NULL OR NEW.account IS NULL) AND (NEW.account, NEW.folded, NEW.address, NEW.phone, NEW.mobile, NEW.firm_siren)
    IS DISTINCT FROM (OLD.account, OLD.folded, OLD.address, OLD.phone, OLD.mobile, OLD.firm_siren))
  EXECUTE FUNCTION client_invited();

-- A message's template, and the company it speaks of; the newest of a person, of a company, and letters to a company's people are the beginning of an index.
ALTER TABLE delivery ADD COLUMN template text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN company text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX delivery_account ON delivery (account, at DESC, job) WHERE account <> '';
CREATE INDEX delivery_company ON delivery (company, at DESC, job) WHERE company <> '';
CREATE INDEX letter_company ON letter (company, at DESC, owner, letter);
