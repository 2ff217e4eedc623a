-- Proofs of portability that were handed in, and what lists show of them. stage: 1 waits for the insurer, 2 accepted, 3 refused.
CREATE TABLE employee_proof (
  employee TEXT NOT NULL, proof INTEGER NOT NULL, portal TEXT NOT NULL, company TEXT NOT NULL, siret TEXT NOT NULL, last_name TEXT NOT NULL, first_name TEXT NOT NULL,
  kind INTEGER NOT NULL, due_on TEXT NOT NULL, last_on TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, stage INTEGER NOT NULL, at INTEGER NOT NULL,
  name TEXT NOT NULL, decided_at INTEGER, word TEXT NOT NULL, proves_until TEXT NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (employee, proof)
) WITHOUT ROWID;
CREATE INDEX employee_proof_waiting ON employee_proof (at, employee, proof) WHERE stage = 1;
CREATE TABLE employee_proof_file (
  employee TEXT NOT NULL, proof INTEGER NOT NULL, file TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (employee, proof, file)
) WITHOUT ROWID;
ALTER TABLE employee_list ADD COLUMN proof_kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE employee_list ADD COLUMN proof_on TEXT NOT NULL DEFAULT '';
ALTER TABLE employee_list ADD COLUMN proof_waits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE employee_list ADD COLUMN suspended_on TEXT NOT NULL DEFAULT '';
