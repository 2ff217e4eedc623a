-- Steps of requests (1 received, 2 answered, 3 paused, 4 resumed, 5 closed, 6 withdrawn, 7 reopened, 8 moved), and their days once these are over.
CREATE TABLE request_step (
  request TEXT NOT NULL, step INTEGER NOT NULL, kind INTEGER NOT NULL, portal TEXT NOT NULL, team TEXT NOT NULL, form TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (request, step)) WITHOUT ROWID;
CREATE INDEX request_step_at ON request_step (portal, at, request);
CREATE TABLE request_day (
  portal TEXT NOT NULL, day TEXT NOT NULL, team TEXT NOT NULL, form TEXT NOT NULL, received INTEGER NOT NULL, answered INTEGER NOT NULL, late INTEGER NOT NULL,
  closed INTEGER NOT NULL, reopened INTEGER NOT NULL, open INTEGER NOT NULL, answers TEXT NOT NULL, closings TEXT NOT NULL,
  PRIMARY KEY (portal, day, team, form)) WITHOUT ROWID;
CREATE TABLE statistics_mark (portal TEXT PRIMARY KEY, counted_to TEXT NOT NULL) WITHOUT ROWID;
-- What happened before there were steps: entries tell it, but for the team, which is today's. A pause ends by what the customer does next.
INSERT INTO request_step (request, step, kind, portal, team, form, at)
SELECT e.request, e.tick * 4 + s.place, s.step, r.portal, r.team, r.form, e.at
FROM entry e JOIN request_list r ON r.request = e.request
JOIN (SELECT 1 AS kind, 1 AS step, 0 AS place UNION ALL SELECT 10, 2, 0 UNION ALL SELECT 10, 5, 1 UNION ALL SELECT 5, 5, 1 UNION ALL SELECT 7, 6, 1
  UNION ALL SELECT 6, 7, 0 UNION ALL SELECT 3, 3, 2) s ON s.kind = e.kind WHERE r.status > 0;
INSERT INTO request_step (request, step, kind, portal, team, form, at)
SELECT e.request, e.tick * 4, 2, r.portal, r.team, r.form, e.at FROM request_list r JOIN entry e ON e.request = r.request
WHERE r.status > 0 AND e.tick = (SELECT min(f.tick) FROM entry f WHERE f.request = r.request AND f.staff = 1 AND f.kind IN (0, 3, 5));
INSERT INTO request_step (request, step, kind, portal, team, form, at)
SELECT e.request, e.tick * 4 + 3, 4, r.portal, r.team, r.form, e.at FROM entry e JOIN request_list r ON r.request = e.request
WHERE r.status > 0 AND e.staff = 0 AND e.kind IN (0, 4) AND EXISTS (SELECT 1 FROM entry p WHERE p.request = e.request AND p.kind = 3 AND p.tick < e.tick
  AND NOT EXISTS (SELECT 1 FROM entry q WHERE q.request = e.request AND q.tick > p.tick AND q.tick < e.tick AND (q.kind IN (5, 6, 7) OR q.staff = 0 AND q.kind IN (0, 4))));
