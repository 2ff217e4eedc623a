-- What became of each message. channel: 0 e-mail, 1 SMS; state: 0 queued, 1 sent, 2 delivered, 3 failed; reference: the provider's own.
CREATE TABLE delivery (
  job text COLLATE "C" PRIMARY KEY, channel bigint NOT NULL, state bigint NOT NULL, reference text COLLATE "C" NOT NULL,
  error text COLLATE "C" NOT NULL, at bigint NOT NULL
);
CREATE INDEX delivery_at ON delivery (at);
