-- What contracts say, as dated rows: a day is ISO 8601, both days of a period count, an empty end is open. Loaded from outside; no actor owns them.
-- No row is ever removed by a load: what ends is given an end.
ALTER TABLE ref_company ADD COLUMN naf TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_company ADD COLUMN idcc TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_company ADD COLUMN headcount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ref_company ADD COLUMN retirement INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ref_company ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_establishment ADD COLUMN zone TEXT NOT NULL DEFAULT 'metropole';
ALTER TABLE ref_contract ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN act_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN act_on TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN start_on TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN due_day TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN end_on TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN suspended_from TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN suspended_to TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN waivers TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN guarantees TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN provident TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_code_oc TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_code_deleg TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_reference TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_periodicity TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN nir_sealed TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN nir_mac TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN iban_mac TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN iban_sealed TEXT NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN products TEXT NOT NULL DEFAULT '';

CREATE TABLE ref_population (
  siren TEXT NOT NULL, contract TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, colleges TEXT NOT NULL, sirets TEXT NOT NULL,
  provident TEXT NOT NULL, PRIMARY KEY (siren, contract, code)
) WITHOUT ROWID;
CREATE TABLE ref_option (
  siren TEXT NOT NULL, contract TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, base INTEGER NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL,
  PRIMARY KEY (siren, contract, code)
) WITHOUT ROWID;
-- Value and share are decimals in text: a price is not a fraction of two.
CREATE TABLE ref_contribution (
  siren TEXT NOT NULL, contract TEXT NOT NULL, population TEXT NOT NULL, option_code TEXT NOT NULL, structure TEXT NOT NULL, band TEXT NOT NULL,
  from_on TEXT NOT NULL, to_on TEXT NOT NULL, unit INTEGER NOT NULL, value TEXT NOT NULL, employer_share TEXT NOT NULL,
  PRIMARY KEY (siren, contract, population, option_code, structure, band, from_on)
) WITHOUT ROWID;
CREATE TABLE ref_document (
  siren TEXT NOT NULL, contract TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, from_on TEXT NOT NULL, audience TEXT NOT NULL,
  file TEXT NOT NULL, PRIMARY KEY (siren, contract, kind, version)
) WITHOUT ROWID;
-- Tables of health guarantees, a value a row.
CREATE TABLE ref_guarantee (
  guarantees TEXT NOT NULL, heading TEXT NOT NULL, line TEXT NOT NULL, option_code TEXT NOT NULL, position INTEGER NOT NULL, kind INTEGER NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (guarantees, heading, line, option_code)
) WITHOUT ROWID;
-- Cards dedicated to a company.
CREATE TABLE ref_contact (
  siren TEXT NOT NULL, universe TEXT NOT NULL, from_on TEXT NOT NULL, card TEXT NOT NULL, to_on TEXT NOT NULL, PRIMARY KEY (siren, universe, from_on)
) WITHOUT ROWID;
CREATE TABLE ref_card (
  id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, phone TEXT NOT NULL, universes TEXT NOT NULL, team TEXT NOT NULL, calendar TEXT NOT NULL,
  absent_from TEXT NOT NULL, absent_to TEXT NOT NULL, substitute TEXT NOT NULL, PRIMARY KEY (id)
) WITHOUT ROWID;
-- Slots of a week, Sunday first, as in 08:30-12:00+14:00-18:00.
CREATE TABLE ref_calendar (
  id TEXT NOT NULL, zone TEXT NOT NULL, holidays TEXT NOT NULL, week TEXT NOT NULL, PRIMARY KEY (id)
) WITHOUT ROWID;
CREATE TABLE ref_calendar_exception (
  calendar TEXT NOT NULL, day TEXT NOT NULL, slots TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (calendar, day)
) WITHOUT ROWID;
CREATE TABLE ref_adhesion (
  client_number TEXT NOT NULL, contract TEXT NOT NULL, siren TEXT NOT NULL, from_on TEXT NOT NULL, population TEXT NOT NULL, option_code TEXT NOT NULL,
  band TEXT NOT NULL, to_on TEXT NOT NULL, end_cause TEXT NOT NULL, PRIMARY KEY (client_number, contract, siren, from_on)
) WITHOUT ROWID;
CREATE TABLE ref_beneficiary (
  client_number TEXT NOT NULL, rank INTEGER NOT NULL, link TEXT NOT NULL, last_name TEXT NOT NULL, first_name TEXT NOT NULL, birth_date TEXT NOT NULL,
  from_on TEXT NOT NULL, to_on TEXT NOT NULL, limit_on TEXT NOT NULL, handicap INTEGER NOT NULL, second_cover INTEGER NOT NULL, nir_mac TEXT NOT NULL,
  nir_sealed TEXT NOT NULL, PRIMARY KEY (client_number, rank)
) WITHOUT ROWID;
-- Loads that were carried out, by the name that the core system gave them and what was in them.
CREATE TABLE ref_load (
  batch TEXT NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (batch, hash)
) WITHOUT ROWID;

CREATE INDEX ref_contract_company ON ref_contract (siren, number);
CREATE INDEX ref_contract_title ON ref_contract (title, siren) WHERE title <> '';
CREATE INDEX ref_insured_nir ON ref_insured (nir_mac) WHERE nir_mac <> '';
CREATE INDEX ref_adhesion_contract ON ref_adhesion (siren, contract, client_number);
