-- Proofs of portability that were handed in, and what lists show of them. stage: 1 waits for the insurer, 2 accepted, 3 refused.
CREATE TABLE employee_proof (
  employee text COLLATE "C" NOT NULL, proof bigint NOT NULL, portal text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL,
  last_name text COLLATE "C" NOT NULL, first_name text COLLATE "C" NOT NULL, kind bigint NOT NULL, due_on text COLLATE "C" NOT NULL, last_on text COLLATE "C" NOT NULL,
  from_on text COLLATE "C" NOT NULL, to_on text COLLATE "C" NOT NULL, stage bigint NOT NULL, at bigint NOT NULL, name text COLLATE "C" NOT NULL, decided_at bigint,
  word text COLLATE "C" NOT NULL, proves_until text COLLATE "C" NOT NULL, ends bigint NOT NULL, PRIMARY KEY (employee, proof));
CREATE INDEX employee_proof_waiting ON employee_proof (at, employee, proof) WHERE stage = 1;
CREATE TABLE employee_proof_file (
  employee text COLLATE "C" NOT NULL, proof bigint NOT NULL, file text COLLATE "C" NOT NULL, place bigint NOT NULL, name text COLLATE "C" NOT NULL,
  PRIMARY KEY (employee, proof, file));
ALTER TABLE employee_list ADD COLUMN proof_kind bigint NOT NULL DEFAULT 0;
ALTER TABLE employee_list ADD COLUMN proof_on text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE employee_list ADD COLUMN proof_waits bigint NOT NULL DEFAULT 0;
ALTER TABLE employee_list ADD COLUMN suspended_on text COLLATE "C" NOT NULL DEFAULT '';
