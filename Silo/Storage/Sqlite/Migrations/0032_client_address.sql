-- An address is a word of its own, beside its parts: looked for whole or by its beginning, it is one range of the index, however many share its parts.
DROP VIEW client_words;
CREATE VIEW client_words (kind, client, words) AS
  SELECT 1, a.account, a.folded || ' ' || a.address || ' ' || replace(replace(replace(replace(replace(lower(a.email), '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
    replace(replace(replace(a.phone, ' ', ''), '+', ''), '-', '') || ' ' || replace(lower(a.number), '-', '') FROM account_list a WHERE a.kind = 0
  UNION ALL
  SELECT 2, c.company, c.folded || ' ' || c.siren FROM company_list c
  UNION ALL
  SELECT 3, i.client_number, i.last_folded || ' ' || i.first_folded || ' ' || lower(i.client_number) || ' ' || lower(i.email) || ' ' ||
    replace(replace(replace(replace(replace(lower(i.email), '@', ' '), '.', ' '), '-', ' '), '_', ' '), '+', ' ') || ' ' ||
    replace(replace(replace(i.phone, ' ', ''), '+', ''), '-', '') FROM ref_insured i;
INSERT OR IGNORE INTO client_word (word, kind, client)
  SELECT a.address, 1, a.account FROM account_list a WHERE a.kind = 0 AND a.address <> ''
  UNION ALL
  SELECT lower(i.email), 3, i.client_number FROM ref_insured i WHERE i.email <> '';
