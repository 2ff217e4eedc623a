-- Replies that advisers choose from, of a portal ('gestion' for all), for requests of a team and a form ('' for all).
CREATE TABLE canned_reply (
  portal TEXT NOT NULL, reply TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, team TEXT NOT NULL, form TEXT NOT NULL,
  author_name TEXT NOT NULL, written_at INTEGER NOT NULL, PRIMARY KEY (portal, reply)) WITHOUT ROWID;
