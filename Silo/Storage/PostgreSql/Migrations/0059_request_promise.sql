-- Until when requests are answered. No instant while the customer is waited for, and once it was kept: what stands there and is past is late.
CREATE TABLE request_promise (
  request text COLLATE "C" NOT NULL PRIMARY KEY, team text COLLATE "C" NOT NULL, due_at bigint, warn_at bigint, paused_at bigint, kept_at bigint, extended bigint NOT NULL, late bigint NOT NULL
);
CREATE INDEX request_promise_due ON request_promise (due_at, request) WHERE due_at IS NOT NULL;
CREATE INDEX request_promise_team ON request_promise (team, due_at, request) WHERE due_at IS NOT NULL;
