-- Letters with a stroke are folded to those of systems in ASCII capitals; what was folded before is brought to the same words.
UPDATE account_list SET folded = replace(translate(folded, 'ıłøđðħŧ', 'iloddht'), 'þ', 'th') WHERE folded ~ '[ıłøđðħŧþ]';
UPDATE company_list SET folded = replace(translate(folded, 'ıłøđðħŧ', 'iloddht'), 'þ', 'th') WHERE folded ~ '[ıłøđðħŧþ]';
UPDATE ref_insured SET last_folded = replace(translate(last_folded, 'ıłøđðħŧ', 'iloddht'), 'þ', 'th') WHERE last_folded ~ '[ıłøđðħŧþ]';
UPDATE ref_insured SET first_folded = replace(translate(first_folded, 'ıłøđðħŧ', 'iloddht'), 'þ', 'th') WHERE first_folded ~ '[ıłøđðħŧþ]';
UPDATE search_text SET words = replace(translate(words, 'ıłøđðħŧ', 'iloddht'), 'þ', 'th') WHERE words ~ '[ıłøđðħŧþ]';
