-- By which ended batches are forgotten.
CREATE INDEX batch_ended ON batch_list (ended_at) WHERE ended_at IS NOT NULL;
