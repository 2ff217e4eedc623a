-- Accounts and their sessions.
CREATE TABLE account_list (
  account text COLLATE "C" PRIMARY KEY, kind bigint NOT NULL, portal text COLLATE "C" NOT NULL, role bigint NOT NULL, email text NOT NULL,
  first_name text NOT NULL, last_name text NOT NULL, phone text NOT NULL, active bigint NOT NULL
);
CREATE TABLE session (
  account text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, portal text COLLATE "C" NOT NULL, created_at bigint NOT NULL, seen_at bigint NOT NULL, ended_at bigint,
  PRIMARY KEY (account, id)
);
CREATE UNIQUE INDEX session_id ON session (id);

-- Companies, client spaces, who sees what.
CREATE TABLE company_list (
  company text COLLATE "C" PRIMARY KEY, portal text COLLATE "C" NOT NULL, siren text COLLATE "C" NOT NULL, name text NOT NULL, city text NOT NULL, establishments bigint NOT NULL,
  folded text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE TABLE space_list (space text COLLATE "C" PRIMARY KEY, name text NOT NULL);
CREATE TABLE space_member (
  space text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, role bigint NOT NULL, whole bigint NOT NULL, ends_at bigint,
  PRIMARY KEY (space, account)
);
CREATE INDEX space_member_account ON space_member (account);
CREATE TABLE space_company (space text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, PRIMARY KEY (space, company));
CREATE INDEX space_company_company ON space_company (company);
CREATE TABLE space_grant (space text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, PRIMARY KEY (space, account, company));

-- Every statement for customers joins this view: the one definition of "may see".
CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.ends_at FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.account = m.account AND g.company = c.company);

-- Requests and their threads.
CREATE TABLE request_list (
  request text COLLATE "C" PRIMARY KEY, number text COLLATE "C", portal text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL, form text COLLATE "C" NOT NULL, subject text NOT NULL, team text COLLATE "C" NOT NULL,
  author text COLLATE "C" NOT NULL, author_name text NOT NULL, handler text COLLATE "C", handler_name text, status bigint NOT NULL, turn_since bigint NOT NULL,
  created_at bigint NOT NULL, sent_at bigint, closed_at bigint, close_reason text, last_at bigint NOT NULL, excerpt text NOT NULL,
  last_tick bigint NOT NULL, last_seq bigint NOT NULL, customer_news bigint NOT NULL, staff_news bigint NOT NULL, step bigint NOT NULL,
  version bigint NOT NULL
);
CREATE UNIQUE INDEX request_number ON request_list (number) WHERE number IS NOT NULL;
CREATE INDEX request_company ON request_list (company, last_at);
CREATE INDEX request_author ON request_list (author, status);
CREATE INDEX request_queue ON request_list (team, status, last_at);
CREATE INDEX request_handler ON request_list (handler, status, last_at) WHERE handler IS NOT NULL;
CREATE INDEX request_status ON request_list (status, last_at);

CREATE TABLE entry (
  request text COLLATE "C" NOT NULL, tick bigint NOT NULL, seq bigint, kind bigint NOT NULL, staff bigint NOT NULL, author text COLLATE "C" NOT NULL,
  author_name text NOT NULL, text text NOT NULL, at bigint NOT NULL,
  PRIMARY KEY (request, tick)
);
CREATE TABLE attachment (
  request text COLLATE "C" NOT NULL, file text COLLATE "C" NOT NULL, tick bigint NOT NULL, name text NOT NULL, type text COLLATE "C" NOT NULL, size bigint NOT NULL,
  PRIMARY KEY (request, file)
);
CREATE INDEX attachment_file ON attachment (file);
CREATE TABLE draft_field (request text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, value text NOT NULL, PRIMARY KEY (request, name));
CREATE TABLE asked_item (
  request text COLLATE "C" NOT NULL, item text COLLATE "C" NOT NULL, label text NOT NULL, asked_at bigint NOT NULL, file text COLLATE "C", received_at bigint,
  PRIMARY KEY (request, item)
);
CREATE TABLE request_reader (
  request text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, name text NOT NULL, staff bigint NOT NULL, received bigint NOT NULL, read bigint NOT NULL,
  PRIMARY KEY (request, account)
);
CREATE TABLE read_mark (
  request text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL, tick bigint NOT NULL, at bigint NOT NULL,
  PRIMARY KEY (request, account, tick)
);

-- Folded words; one row an entry, found by prefix.
CREATE TABLE search_text (request text COLLATE "C" NOT NULL, tick bigint NOT NULL, words text NOT NULL, PRIMARY KEY (request, tick));
CREATE INDEX search_words ON search_text USING gin (to_tsvector('simple', words));

CREATE TABLE journal (
  owner text COLLATE "C" NOT NULL, entry text COLLATE "C" NOT NULL, at bigint NOT NULL, account text COLLATE "C" NOT NULL, action text COLLATE "C" NOT NULL, detail text NOT NULL,
  PRIMARY KEY (owner, entry)
);

-- The demo's mailbox: sealed, for it holds codes.
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job text COLLATE "C" NOT NULL UNIQUE, sealed bytea NOT NULL);
