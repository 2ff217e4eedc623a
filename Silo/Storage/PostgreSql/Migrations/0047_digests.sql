-- News that wait for a person's daily mail.
CREATE TABLE held_notice (
  job text COLLATE "C" PRIMARY KEY, account text COLLATE "C" NOT NULL, kind bigint NOT NULL, company text COLLATE "C" NOT NULL, siret text COLLATE "C" NOT NULL,
  sealed bytea NOT NULL, at bigint NOT NULL
);
CREATE INDEX held_notice_account ON held_notice (account, at);
CREATE INDEX held_notice_at ON held_notice (at);
-- Whom the daily mails of a portal reach, in order.
CREATE INDEX account_reached ON account_list (portal, account) WHERE kind = 0 AND active = 1;
