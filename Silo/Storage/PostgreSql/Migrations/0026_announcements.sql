-- What a portal tells its people (kind: 1 banner, 2 novelty), and what each of them has been shown.
CREATE TABLE announcement (
  portal text COLLATE "C" NOT NULL, announcement text COLLATE "C" NOT NULL, kind bigint NOT NULL, title text COLLATE "C" NOT NULL, text text COLLATE "C" NOT NULL,
  from_at bigint NOT NULL, to_at bigint, author_name text COLLATE "C" NOT NULL, published_at bigint NOT NULL, PRIMARY KEY (portal, announcement)
);
CREATE INDEX announcement_shown ON announcement (portal, kind, from_at);
CREATE TABLE onboarding (account text COLLATE "C" PRIMARY KEY, presented_at bigint, news_at bigint, steps_hidden_at bigint);
