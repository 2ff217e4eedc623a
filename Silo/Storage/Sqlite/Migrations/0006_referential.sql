-- What the insurer's core system knows. Loaded from outside; no actor owns these rows. Names are compared by their folded form.
CREATE TABLE ref_company (siren TEXT PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, insurer_number TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ref_establishment (
  siret TEXT PRIMARY KEY, siren TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
  head_office INTEGER NOT NULL, main INTEGER NOT NULL, active INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX ref_establishment_company ON ref_establishment (siren, siret);
-- universe: 1 health, 2 provident.
CREATE TABLE ref_contract (number TEXT NOT NULL, siren TEXT NOT NULL, universe INTEGER NOT NULL, PRIMARY KEY (number, siren)) WITHOUT ROWID;
CREATE TABLE ref_insured (
  client_number TEXT PRIMARY KEY, last_name TEXT NOT NULL, first_name TEXT NOT NULL, last_folded TEXT NOT NULL, first_folded TEXT NOT NULL,
  birth_date TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, health_only INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE ref_employer (person_number TEXT PRIMARY KEY, siren TEXT NOT NULL) WITHOUT ROWID;
