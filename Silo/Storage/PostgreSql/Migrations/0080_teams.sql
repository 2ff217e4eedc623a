-- When teams work, as supervisors write it: before what the core system says.
CREATE TABLE team_calendar (
  calendar text COLLATE "C" NOT NULL PRIMARY KEY, week text COLLATE "C" NOT NULL, revision bigint NOT NULL, author_name text NOT NULL, written_at bigint NOT NULL);
CREATE TABLE team_closing (
  calendar text COLLATE "C" NOT NULL, day text COLLATE "C" NOT NULL, slots text COLLATE "C" NOT NULL, label text NOT NULL, author_name text NOT NULL,
  written_at bigint NOT NULL, PRIMARY KEY (calendar, day));
-- Teams that supervisors made or renamed, and who is in which one.
CREATE TABLE team (office text COLLATE "C" NOT NULL, team text COLLATE "C" NOT NULL, name text NOT NULL, PRIMARY KEY (office, team));
CREATE TABLE team_member (office text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, team text COLLATE "C" NOT NULL, PRIMARY KEY (office, account));
