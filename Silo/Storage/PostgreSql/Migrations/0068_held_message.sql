-- What an adviser has sent and can still take back.
CREATE TABLE held_message (
  request text COLLATE "C" NOT NULL PRIMARY KEY, id bigint NOT NULL, author text COLLATE "C" NOT NULL, text text NOT NULL, files bigint NOT NULL, until_at bigint NOT NULL);
