-- Requests that advisers have linked for themselves, and duplicates with the request that goes on in their place.
CREATE TABLE request_link (request text COLLATE "C" NOT NULL, other text COLLATE "C" NOT NULL, at bigint NOT NULL, PRIMARY KEY (request, other));
CREATE INDEX request_link_other ON request_link (other);
CREATE TABLE request_merge (request text COLLATE "C" NOT NULL PRIMARY KEY, kept text COLLATE "C" NOT NULL, at bigint NOT NULL);
CREATE INDEX request_merge_kept ON request_merge (kept);
