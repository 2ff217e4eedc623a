-- Replies that advisers choose from, of a portal ('gestion' for all), for requests of a team and a form ('' for all).
CREATE TABLE canned_reply (
  portal text COLLATE "C" NOT NULL, reply text COLLATE "C" NOT NULL, title text COLLATE "C" NOT NULL, text text NOT NULL,
  team text COLLATE "C" NOT NULL, form text COLLATE "C" NOT NULL, author_name text NOT NULL, written_at bigint NOT NULL, PRIMARY KEY (portal, reply));
