-- What the insurer's core system knows. Loaded from outside; no actor owns these rows. Names are compared by their folded form.
CREATE TABLE ref_company (siren text COLLATE "C" PRIMARY KEY, name text COLLATE "C" NOT NULL, city text COLLATE "C" NOT NULL, insurer_number text COLLATE "C" NOT NULL);
CREATE TABLE ref_establishment (
  siret text COLLATE "C" PRIMARY KEY, siren text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, address text COLLATE "C" NOT NULL,
  head_office bigint NOT NULL, main bigint NOT NULL, active bigint NOT NULL
);
CREATE INDEX ref_establishment_company ON ref_establishment (siren, siret);
-- universe: 1 health, 2 provident.
CREATE TABLE ref_contract (number text COLLATE "C" NOT NULL, siren text COLLATE "C" NOT NULL, universe bigint NOT NULL, PRIMARY KEY (number, siren));
CREATE TABLE ref_insured (
  client_number text COLLATE "C" PRIMARY KEY, last_name text COLLATE "C" NOT NULL, first_name text COLLATE "C" NOT NULL, last_folded text COLLATE "C" NOT NULL, first_folded text COLLATE "C" NOT NULL,
  birth_date text COLLATE "C" NOT NULL, email text COLLATE "C" NOT NULL, phone text COLLATE "C" NOT NULL, health_only bigint NOT NULL
);
CREATE TABLE ref_employer (person_number text COLLATE "C" PRIMARY KEY, siren text COLLATE "C" NOT NULL);
