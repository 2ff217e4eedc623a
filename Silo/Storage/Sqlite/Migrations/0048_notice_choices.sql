-- How a person hears by mail of a kind of news, where they have chosen: 1 at once, 2 once a day, 3 not at all.
CREATE TABLE notice_choice (account TEXT NOT NULL, kind INTEGER NOT NULL, timing INTEGER NOT NULL, PRIMARY KEY (account, kind)) WITHOUT ROWID;
