-- What contracts say, as dated rows: a day is ISO 8601, both days of a period count, an empty end is open. Loaded from outside; no actor owns them.
-- No row is ever removed by a load: what ends is given an end.
ALTER TABLE ref_company ADD COLUMN naf text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_company ADD COLUMN idcc text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_company ADD COLUMN headcount bigint NOT NULL DEFAULT 0;
ALTER TABLE ref_company ADD COLUMN retirement bigint NOT NULL DEFAULT 0;
ALTER TABLE ref_company ADD COLUMN closed_on text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_establishment ADD COLUMN zone text COLLATE "C" NOT NULL DEFAULT 'metropole';
ALTER TABLE ref_contract ADD COLUMN title text NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN act_kind text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN act_on text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN start_on text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN due_day text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN end_on text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN end_reason text NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN suspended_from text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN suspended_to text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN waivers text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN guarantees text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN provident text NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_code_oc text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_code_deleg text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_reference text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_contract ADD COLUMN dsn_periodicity text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN address text NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN nir_sealed text NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN nir_mac text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN iban_mac text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN iban_sealed text NOT NULL DEFAULT '';
ALTER TABLE ref_insured ADD COLUMN products text NOT NULL DEFAULT '';

CREATE TABLE ref_population (
  siren text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, code text COLLATE "C" NOT NULL, label text NOT NULL,
  colleges text COLLATE "C" NOT NULL, sirets text NOT NULL, provident text NOT NULL, PRIMARY KEY (siren, contract, code)
);
CREATE TABLE ref_option (
  siren text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, code text COLLATE "C" NOT NULL, label text NOT NULL, base bigint NOT NULL,
  from_on text COLLATE "C" NOT NULL, to_on text COLLATE "C" NOT NULL, PRIMARY KEY (siren, contract, code)
);
-- Value and share are decimals in text: a price is not a fraction of two.
CREATE TABLE ref_contribution (
  siren text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, population text COLLATE "C" NOT NULL, option_code text COLLATE "C" NOT NULL,
  structure text COLLATE "C" NOT NULL, band text COLLATE "C" NOT NULL, from_on text COLLATE "C" NOT NULL, to_on text COLLATE "C" NOT NULL,
  unit bigint NOT NULL, value text COLLATE "C" NOT NULL, employer_share text COLLATE "C" NOT NULL,
  PRIMARY KEY (siren, contract, population, option_code, structure, band, from_on)
);
CREATE TABLE ref_document (
  siren text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, version bigint NOT NULL,
  from_on text COLLATE "C" NOT NULL, audience text COLLATE "C" NOT NULL, file text NOT NULL, PRIMARY KEY (siren, contract, kind, version)
);
-- Tables of health guarantees, a value a row.
CREATE TABLE ref_guarantee (
  guarantees text COLLATE "C" NOT NULL, heading text NOT NULL, line text NOT NULL, option_code text COLLATE "C" NOT NULL, position bigint NOT NULL,
  kind bigint NOT NULL, value text NOT NULL, PRIMARY KEY (guarantees, heading, line, option_code)
);
-- Cards dedicated to a company.
CREATE TABLE ref_contact (
  siren text COLLATE "C" NOT NULL, universe text COLLATE "C" NOT NULL, from_on text COLLATE "C" NOT NULL, card text COLLATE "C" NOT NULL,
  to_on text COLLATE "C" NOT NULL, PRIMARY KEY (siren, universe, from_on)
);
CREATE TABLE ref_card (
  id text COLLATE "C" NOT NULL, name text NOT NULL, role text NOT NULL, phone text NOT NULL, universes text COLLATE "C" NOT NULL,
  team text COLLATE "C" NOT NULL, calendar text COLLATE "C" NOT NULL, absent_from text COLLATE "C" NOT NULL, absent_to text COLLATE "C" NOT NULL,
  substitute text COLLATE "C" NOT NULL, PRIMARY KEY (id)
);
-- Slots of a week, Sunday first, as in 08:30-12:00+14:00-18:00.
CREATE TABLE ref_calendar (
  id text COLLATE "C" NOT NULL, zone text COLLATE "C" NOT NULL, holidays text COLLATE "C" NOT NULL, week text NOT NULL, PRIMARY KEY (id)
);
CREATE TABLE ref_calendar_exception (
  calendar text COLLATE "C" NOT NULL, day text COLLATE "C" NOT NULL, slots text COLLATE "C" NOT NULL, label text NOT NULL, PRIMARY KEY (calendar, day)
);
CREATE TABLE ref_adhesion (
  client_number text COLLATE "C" NOT NULL, contract text COLLATE "C" NOT NULL, siren text COLLATE "C" NOT NULL, from_on text COLLATE "C" NOT NULL,
  population text COLLATE "C" NOT NULL, option_code text COLLATE "C" NOT NULL, band text COLLATE "C" NOT NULL, to_on text COLLATE "C" NOT NULL,
  end_cause text COLLATE "C" NOT NULL, PRIMARY KEY (client_number, contract, siren, from_on)
);
CREATE TABLE ref_beneficiary (
  client_number text COLLATE "C" NOT NULL, rank bigint NOT NULL, link text COLLATE "C" NOT NULL, last_name text NOT NULL, first_name text NOT NULL,
  birth_date text COLLATE "C" NOT NULL, from_on text COLLATE "C" NOT NULL, to_on text COLLATE "C" NOT NULL, limit_on text COLLATE "C" NOT NULL,
  handicap bigint NOT NULL, second_cover bigint NOT NULL, nir_mac text COLLATE "C" NOT NULL, nir_sealed text NOT NULL, PRIMARY KEY (client_number, rank)
);
-- Loads that were carried out, by the name that the core system gave them and what was in them.
CREATE TABLE ref_load (
  batch text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY (batch, hash)
);

CREATE INDEX ref_contract_company ON ref_contract (siren, number);
CREATE INDEX ref_contract_title ON ref_contract (title, siren) WHERE title <> '';
CREATE INDEX ref_insured_nir ON ref_insured (nir_mac) WHERE nir_mac <> '';
CREATE INDEX ref_adhesion_contract ON ref_adhesion (siren, contract, client_number);
