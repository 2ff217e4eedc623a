-- Accounts and their sessions.
CREATE TABLE account_list (
  account TEXT PRIMARY KEY, kind INTEGER NOT NULL, portal TEXT NOT NULL, role INTEGER NOT NULL, email TEXT NOT NULL,
  first_name TEXT NOT NULL, last_name TEXT NOT NULL, phone TEXT NOT NULL, active INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE session (
  account TEXT NOT NULL, id TEXT NOT NULL, portal TEXT NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, ended_at INTEGER,
  PRIMARY KEY (account, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX session_id ON session (id);

-- Companies, client spaces, who sees what.
CREATE TABLE company_list (
  company TEXT PRIMARY KEY, portal TEXT NOT NULL, siren TEXT NOT NULL, name TEXT NOT NULL, city TEXT NOT NULL, establishments INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE space_list (space TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE space_member (
  space TEXT NOT NULL, account TEXT NOT NULL, role INTEGER NOT NULL, whole INTEGER NOT NULL, ends_at INTEGER,
  PRIMARY KEY (space, account)
) WITHOUT ROWID;
CREATE INDEX space_member_account ON space_member (account);
CREATE TABLE space_company (space TEXT NOT NULL, company TEXT NOT NULL, PRIMARY KEY (space, company)) WITHOUT ROWID;
CREATE INDEX space_company_company ON space_company (company);
CREATE TABLE space_grant (space TEXT NOT NULL, account TEXT NOT NULL, company TEXT NOT NULL, PRIMARY KEY (space, account, company)) WITHOUT ROWID;

-- Every statement for customers joins this view: the one definition of "may see".
CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.ends_at FROM space_member m JOIN space_company c ON c.space = m.space
  WHERE m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.account = m.account AND g.company = c.company);

-- Requests and their threads.
CREATE TABLE request_list (
  request TEXT PRIMARY KEY, number TEXT, portal TEXT NOT NULL, company TEXT NOT NULL, form TEXT NOT NULL, subject TEXT NOT NULL, team TEXT NOT NULL,
  author TEXT NOT NULL, author_name TEXT NOT NULL, handler TEXT, handler_name TEXT, status INTEGER NOT NULL, turn_since INTEGER NOT NULL,
  created_at INTEGER NOT NULL, sent_at INTEGER, closed_at INTEGER, close_reason TEXT, last_at INTEGER NOT NULL, excerpt TEXT NOT NULL,
  last_tick INTEGER NOT NULL, last_seq INTEGER NOT NULL, customer_news INTEGER NOT NULL, staff_news INTEGER NOT NULL, step INTEGER NOT NULL,
  version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX request_number ON request_list (number) WHERE number IS NOT NULL;
CREATE INDEX request_company ON request_list (company, last_at);
CREATE INDEX request_author ON request_list (author, status);
CREATE INDEX request_queue ON request_list (team, status, last_at);
CREATE INDEX request_handler ON request_list (handler, status, last_at) WHERE handler IS NOT NULL;
CREATE INDEX request_status ON request_list (status, last_at);

CREATE TABLE entry (
  request TEXT NOT NULL, tick INTEGER NOT NULL, seq INTEGER, kind INTEGER NOT NULL, staff INTEGER NOT NULL, author TEXT NOT NULL,
  author_name TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (request, tick)
) WITHOUT ROWID;
CREATE TABLE attachment (
  request TEXT NOT NULL, file TEXT NOT NULL, tick INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
  PRIMARY KEY (request, file)
) WITHOUT ROWID;
CREATE INDEX attachment_file ON attachment (file);
CREATE TABLE draft_field (request TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (request, name)) WITHOUT ROWID;
CREATE TABLE asked_item (
  request TEXT NOT NULL, item TEXT NOT NULL, label TEXT NOT NULL, asked_at INTEGER NOT NULL, file TEXT, received_at INTEGER,
  PRIMARY KEY (request, item)
) WITHOUT ROWID;
CREATE TABLE request_reader (
  request TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, staff INTEGER NOT NULL, received INTEGER NOT NULL, read INTEGER NOT NULL,
  PRIMARY KEY (request, account)
) WITHOUT ROWID;
CREATE TABLE read_mark (
  request TEXT NOT NULL, account TEXT NOT NULL, tick INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (request, account, tick)
) WITHOUT ROWID;

-- Folded words; one row an entry, found by prefix.
CREATE TABLE search_text (request TEXT NOT NULL, tick INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (request, tick));
CREATE VIRTUAL TABLE search_index USING fts5 (words, content = 'search_text', tokenize = 'ascii');
CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
  INSERT INTO search_index (rowid, words) VALUES (new.rowid, new.words);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.rowid, old.words);
  INSERT INTO search_index (rowid, words) VALUES (new.rowid, new.words);
END;

CREATE TABLE journal (
  owner TEXT NOT NULL, entry TEXT NOT NULL, at INTEGER NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (owner, entry)
) WITHOUT ROWID;

-- The demo's mailbox: sealed, for it holds codes.
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL UNIQUE, sealed BLOB NOT NULL);
