-- Where requests go, in the order that decides.
CREATE TABLE routing_rule (
  rule text COLLATE "C" NOT NULL PRIMARY KEY, place bigint NOT NULL, form text COLLATE "C" NOT NULL, domain text COLLATE "C" NOT NULL,
  theme text COLLATE "C" NOT NULL, siren text COLLATE "C" NOT NULL, team text COLLATE "C" NOT NULL, author_name text NOT NULL, written_at bigint NOT NULL);
