-- What a portal tells its people (kind: 1 banner, 2 novelty), and what each of them has been shown.
CREATE TABLE announcement (
  portal TEXT NOT NULL, announcement TEXT NOT NULL, kind INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER,
  author_name TEXT NOT NULL, published_at INTEGER NOT NULL, PRIMARY KEY (portal, announcement)
) WITHOUT ROWID;
CREATE INDEX announcement_shown ON announcement (portal, kind, from_at);
CREATE TABLE onboarding (account TEXT PRIMARY KEY, presented_at INTEGER, news_at INTEGER, steps_hidden_at INTEGER) WITHOUT ROWID;
