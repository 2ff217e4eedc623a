-- Lists go by (last_at, request). Without the second the beginning of a list was sorted out of all of a company's requests whenever few were expected.
DROP INDEX request_company;
CREATE INDEX request_company ON request_list (company, last_at, request);
DROP INDEX request_company_status;
CREATE INDEX request_company_status ON request_list (company, status, last_at, request);
DROP INDEX request_queue;
CREATE INDEX request_queue ON request_list (team, status, last_at, request);
DROP INDEX request_handler;
CREATE INDEX request_handler ON request_list (handler, status, last_at, request) WHERE handler IS NOT NULL;
DROP INDEX request_status;
CREATE INDEX request_status ON request_list (status, last_at, request);
DROP INDEX request_unassigned;
CREATE INDEX request_unassigned ON request_list (status, last_at, request) WHERE handler IS NULL;
DROP INDEX request_author_sent;
CREATE INDEX request_author_sent ON request_list (author, last_at, request) WHERE status > 0;
