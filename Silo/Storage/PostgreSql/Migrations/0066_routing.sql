-- Where requests go, in the order that decides.
CREATE TABLE routing_rule (
  office text COLLATE "C" NOT NULL, rule text COLLATE "C" NOT NULL, place bigint NOT NULL, form text COLLATE "C" NOT NULL, domain text COLLATE "C" NOT NULL,
  theme text COLLATE "C" NOT NULL, siren text COLLATE "C" NOT NULL, team text COLLATE "C" NOT NULL, author_name text NOT NULL, written_at bigint NOT NULL, PRIMARY KEY (office, rule));
