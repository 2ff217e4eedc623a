-- Who sent a request, and whom it is about, are found as words of their own; what was sent before is brought to the words that a search folds.
INSERT INTO search_text (request, tick, words) SELECT n.request, n.tick,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
  lower(n.name), 'à', 'a'), 'À', 'a'), 'â', 'a'), 'Â', 'a'), 'ä', 'a'), 'Ä', 'a'), 'á', 'a'), 'Á', 'a'), 'ã', 'a'), 'Ã', 'a'), 'é', 'e'), 'É', 'e'),
  'è', 'e'), 'È', 'e'), 'ê', 'e'), 'Ê', 'e'), 'ë', 'e'), 'Ë', 'e'), 'î', 'i'), 'Î', 'i'), 'ï', 'i'), 'Ï', 'i'), 'í', 'i'), 'Í', 'i'), 'ô', 'o'), 'Ô',
  'o'), 'ö', 'o'), 'Ö', 'o'), 'ó', 'o'), 'Ó', 'o'), 'õ', 'o'), 'Õ', 'o'), 'û', 'u'), 'Û', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ù', 'u'), 'Ù', 'u'), 'ú', 'u'),
  'Ú', 'u'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n'), 'ÿ', 'y'), 'Ÿ', 'y'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), '’', ' '), '''', ' '),
  '-', ' '), '‑', ' ')
FROM (
  SELECT r.request, -1 AS tick, r.author_name AS name FROM request_list r WHERE r.status > 0 AND r.author_name <> ''
  UNION ALL SELECT d.request, -2, d.value FROM draft_field d JOIN request_list r ON r.request = d.request WHERE d.name = 'label.salarie' AND r.status > 0 AND d.value <> ''
  UNION ALL SELECT d.request, -2, coalesce(f.value || ' ', '') || l.value FROM draft_field d JOIN request_list r ON r.request = d.request
    JOIN draft_field l ON l.request = d.request AND l.name = 'salarie_nom' LEFT JOIN draft_field f ON f.request = d.request AND f.name = 'salarie_prenom'
    WHERE d.name = 'salarie' AND d.value = 'autre' AND r.status > 0) n WHERE 1 = 1 ON CONFLICT DO NOTHING;
