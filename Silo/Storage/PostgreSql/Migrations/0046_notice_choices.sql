-- How a person hears by mail of a kind of news, where they have chosen: 1 at once, 2 once a day, 3 not at all.
CREATE TABLE notice_choice (account text COLLATE "C" NOT NULL, kind bigint NOT NULL, timing bigint NOT NULL, PRIMARY KEY (account, kind));
