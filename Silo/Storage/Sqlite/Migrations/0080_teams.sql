-- When teams work, as supervisors write it: before what the core system says.
CREATE TABLE team_calendar (calendar TEXT NOT NULL PRIMARY KEY, week TEXT NOT NULL, revision INTEGER NOT NULL, author_name TEXT NOT NULL, written_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE team_closing (
  calendar TEXT NOT NULL, day TEXT NOT NULL, slots TEXT NOT NULL, label TEXT NOT NULL, author_name TEXT NOT NULL, written_at INTEGER NOT NULL, PRIMARY KEY (calendar, day)) WITHOUT ROWID;
-- Teams that supervisors made or renamed, and who is in which one.
CREATE TABLE team (office TEXT NOT NULL, team TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (office, team)) WITHOUT ROWID;
CREATE TABLE team_member (office TEXT NOT NULL, account TEXT NOT NULL, team TEXT NOT NULL, PRIMARY KEY (office, account)) WITHOUT ROWID;
