-- A thread's refresh reads the newest marks and the files of new messages only.
CREATE INDEX read_mark_tick ON read_mark (request, tick);
CREATE INDEX attachment_tick ON attachment (request, tick);
