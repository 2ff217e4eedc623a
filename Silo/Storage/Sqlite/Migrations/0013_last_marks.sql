-- A thread's refresh reads the newest marks and the files of new messages only.
CREATE INDEX read_mark_tick ON read_mark (request, tick);
CREATE INDEX attachment_tick ON attachment (request, tick);

-- The workbench: what is open, newest first, whatever else the portal has closed.
CREATE INDEX request_open ON request_list (last_at DESC, request DESC) WHERE status IN (1, 2, 3);
