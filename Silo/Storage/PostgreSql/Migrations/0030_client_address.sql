-- An address is a word of its own, beside its parts: looked for whole or by its beginning, it is one range of the index, however many share its parts.
CREATE OR REPLACE VIEW client_words (kind, client, words) AS
  SELECT 1::bigint, a.account, a.folded || ' ' || a.address || ' ' || translate(lower(a.email), '@.-_+', '     ') || ' ' || translate(a.phone, ' +-', '') || ' ' ||
    replace(lower(a.number), '-', '') FROM account_list a WHERE a.kind = 0
  UNION ALL
  SELECT 2, c.company, c.folded || ' ' || c.siren FROM company_list c
  UNION ALL
  SELECT 3, i.client_number, i.last_folded || ' ' || i.first_folded || ' ' || lower(i.client_number) || ' ' || lower(i.email) || ' ' ||
    translate(lower(i.email), '@.-_+', '     ') || ' ' || translate(i.phone, ' +-', '') FROM ref_insured i;
INSERT INTO client_word (word, kind, client)
  SELECT a.address, 1, a.account FROM account_list a WHERE a.kind = 0 AND a.address <> ''
  UNION ALL
  SELECT lower(i.email), 3, i.client_number FROM ref_insured i WHERE i.email <> ''
  ON CONFLICT DO NOTHING;
-- The words beside the one that leads are looked up by this index alone.
DROP INDEX client_word_client;
CREATE INDEX client_word_client ON client_word (kind, client, word);
