-- Until when requests are answered. No instant while the customer is waited for, and once it was kept: what stands there and is past is late.
CREATE TABLE request_promise (
  request TEXT NOT NULL PRIMARY KEY, team TEXT NOT NULL, due_at INTEGER, warn_at INTEGER, paused_at INTEGER, kept_at INTEGER, extended INTEGER NOT NULL, late INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX request_promise_due ON request_promise (due_at, request) WHERE due_at IS NOT NULL;
CREATE INDEX request_promise_team ON request_promise (team, due_at, request) WHERE due_at IS NOT NULL;
