-- Every word by which advisers find an account (1), a company of a portal (2) or an insured person (3). Triggers keep them: whoever writes a row need not know.
CREATE TABLE client_word (
  word text COLLATE "C" NOT NULL, kind bigint NOT NULL, client text COLLATE "C" NOT NULL, PRIMARY KEY (word, kind, client)
);
CREATE INDEX client_word_client ON client_word (kind, client);
CREATE VIEW client_words (kind, client, words) AS
  SELECT 1::bigint, a.account, a.folded || ' ' || translate(lower(a.email), '@.-_+', '     ') || ' ' || translate(a.phone, ' +-', '') || ' ' ||
    replace(lower(a.number), '-', '') FROM account_list a WHERE a.kind = 0
  UNION ALL
  SELECT 2, c.company, c.folded || ' ' || c.siren FROM company_list c
  UNION ALL
  SELECT 3, i.client_number, i.last_folded || ' ' || i.first_folded || ' ' || lower(i.client_number) || ' ' || translate(lower(i.email), '@.-_+', '     ') || ' ' ||
    translate(i.phone, ' +-', '') FROM ref_insured i;

INSERT INTO client_word (word, kind, client)
  SELECT DISTINCT j.word, w.kind, w.client FROM client_words w, regexp_split_to_table(w.words, ' +') j (word) WHERE j.word <> '';

-- Arguments: the kind, and the column that names the client.
CREATE FUNCTION client_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_kind bigint := TG_ARGV[0];
  named text := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END) ->> TG_ARGV[1];
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM client_word c WHERE c.kind = of_kind AND c.client = named;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO client_word (word, kind, client)
      SELECT DISTINCT j.word, w.kind, w.client FROM client_words w, regexp_split_to_table(w.words, ' +') j (word)
      WHERE w.kind = of_kind AND w.client = named AND j.word <> '' ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER client_account AFTER INSERT OR DELETE ON account_list FOR EACH ROW EXECUTE FUNCTION client_row_changed('1', 'account');
CREATE TRIGGER client_account_changed AFTER UPDATE ON account_list FOR EACH ROW
  WHEN ((NEW.folded, NEW.email, NEW.phone, NEW.number) IS DISTINCT FROM (OLD.folded, OLD.email, OLD.phone, OLD.number))
  EXECUTE FUNCTION client_row_changed('1', 'account');
CREATE TRIGGER client_company AFTER INSERT OR DELETE ON company_list FOR EACH ROW EXECUTE FUNCTION client_row_changed('2', 'company');
CREATE TRIGGER client_company_changed AFTER UPDATE ON company_list FOR EACH ROW
  WHEN ((NEW.folded, NEW.siren) IS DISTINCT FROM (OLD.folded, OLD.siren)) EXECUTE FUNCTION client_row_changed('2', 'company');
CREATE TRIGGER client_insured AFTER INSERT OR DELETE ON ref_insured FOR EACH ROW EXECUTE FUNCTION client_row_changed('3', 'client_number');
CREATE TRIGGER client_insured_changed AFTER UPDATE ON ref_insured FOR EACH ROW
  WHEN ((NEW.last_folded, NEW.first_folded, NEW.email, NEW.phone) IS DISTINCT FROM (OLD.last_folded, OLD.first_folded, OLD.email, OLD.phone))
  EXECUTE FUNCTION client_row_changed('3', 'client_number');

CREATE INDEX company_siren ON company_list (siren);
CREATE INDEX ref_company_number ON ref_company (insurer_number);
CREATE INDEX request_author_sent ON request_list (author, last_at) WHERE status > 0;
