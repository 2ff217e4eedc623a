-- Letters: those of the print queue, found oldest first, and those that were posted.
CREATE TABLE letter (
  owner text COLLATE "C" NOT NULL, letter text COLLATE "C" NOT NULL, portal text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, template text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
  street text COLLATE "C" NOT NULL, post_code text COLLATE "C" NOT NULL, city text COLLATE "C" NOT NULL, at bigint NOT NULL, ends_at bigint NOT NULL, posted_at bigint,
  secret text COLLATE "C" NOT NULL, PRIMARY KEY (owner, letter)
);
CREATE INDEX letter_waiting ON letter (at, owner, letter) WHERE posted_at IS NULL;
