-- People without a person number who wait for a call of an adviser.
CREATE TABLE contact_asked (
  registration text COLLATE "C" PRIMARY KEY, portal text COLLATE "C" NOT NULL, siren text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, phone text COLLATE "C" NOT NULL, email text COLLATE "C" NOT NULL, at bigint NOT NULL
);
CREATE INDEX contact_asked_at ON contact_asked (at);
