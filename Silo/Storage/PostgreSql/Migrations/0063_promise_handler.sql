-- Who has a request stands beside its promise: an adviser's own are read in the order in which they are due.
ALTER TABLE request_promise ADD COLUMN handler text COLLATE "C" NOT NULL DEFAULT '';
UPDATE request_promise SET handler = coalesce((SELECT r.handler FROM request_list r WHERE r.request = request_promise.request), '');
CREATE INDEX request_promise_handler ON request_promise (handler, due_at, request) WHERE due_at IS NOT NULL;
