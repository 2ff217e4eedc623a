-- What became of each message. channel: 0 e-mail, 1 SMS; state: 0 queued, 1 sent, 2 delivered, 3 failed; reference: the provider's own.
CREATE TABLE delivery (
  job TEXT PRIMARY KEY, channel INTEGER NOT NULL, state INTEGER NOT NULL, reference TEXT NOT NULL, error TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX delivery_at ON delivery (at);
