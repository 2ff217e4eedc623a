-- The texts that hold words, by the index of words alone: for a common word the planner would rather fold every text it meets.
CREATE FUNCTION search_hits(query text, most integer) RETURNS SETOF text LANGUAGE sql STABLE ROWS 200
  SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
  AS $$ SELECT t.request FROM search_text t WHERE to_tsvector('simple', t.words) @@ to_tsquery('simple', query) LIMIT most $$;
