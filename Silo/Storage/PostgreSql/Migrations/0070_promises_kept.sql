-- Days tell how many promises were kept, and how many of these late. Those that are counted already knew first answers only.
ALTER TABLE request_day ADD COLUMN kept bigint NOT NULL DEFAULT 0;
UPDATE request_day SET kept = answered;
ALTER TABLE request_promise DROP COLUMN late;
