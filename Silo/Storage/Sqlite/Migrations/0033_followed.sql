-- What a person follows, for who has it after them.
CREATE INDEX request_follower_account ON request_follower (account, request) WHERE follows = 1;
