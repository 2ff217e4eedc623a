-- Who hears by mail of what is new in a request, beside its author: who wrote in it, who pressed « Suivre ». follows = 0: wants to hear nothing more.
CREATE TABLE request_follower (request TEXT NOT NULL, account TEXT NOT NULL, follows INTEGER NOT NULL, PRIMARY KEY (request, account)) WITHOUT ROWID;
INSERT INTO request_follower (request, account, follows)
SELECT DISTINCT e.request, e.author, 1 FROM entry e JOIN request_list r ON r.request = e.request WHERE e.staff = 0 AND e.seq IS NOT NULL AND e.author <> r.author;
