-- Where requests go, in the order that decides.
CREATE TABLE routing_rule (
  office TEXT NOT NULL, rule TEXT NOT NULL, place INTEGER NOT NULL, form TEXT NOT NULL, domain TEXT NOT NULL, theme TEXT NOT NULL, siren TEXT NOT NULL, team TEXT NOT NULL,
  author_name TEXT NOT NULL, written_at INTEGER NOT NULL, PRIMARY KEY (office, rule)) WITHOUT ROWID;
