-- Letters with a stroke are folded to those of systems in ASCII capitals; what was folded before is brought to the same words.
UPDATE account_list SET folded =
  replace(replace(replace(replace(replace(replace(replace(replace(folded, 'ı', 'i'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'þ', 'th')
  WHERE folded GLOB '*[ıłøđðħŧþ]*';
UPDATE company_list SET folded =
  replace(replace(replace(replace(replace(replace(replace(replace(folded, 'ı', 'i'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'þ', 'th')
  WHERE folded GLOB '*[ıłøđðħŧþ]*';
UPDATE ref_insured SET last_folded =
  replace(replace(replace(replace(replace(replace(replace(replace(last_folded, 'ı', 'i'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'þ', 'th')
  WHERE last_folded GLOB '*[ıłøđðħŧþ]*';
UPDATE ref_insured SET first_folded =
  replace(replace(replace(replace(replace(replace(replace(replace(first_folded, 'ı', 'i'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'þ', 'th')
  WHERE first_folded GLOB '*[ıłøđðħŧþ]*';
UPDATE search_text SET words =
  replace(replace(replace(replace(replace(replace(replace(replace(words, 'ı', 'i'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ð', 'd'), 'ħ', 'h'), 'ŧ', 't'), 'þ', 'th')
  WHERE words GLOB '*[ıłøđðħŧþ]*';
