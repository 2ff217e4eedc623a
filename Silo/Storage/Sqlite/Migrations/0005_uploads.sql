-- Each upload counts what its uploader has not linked yet.
CREATE INDEX file_uploader ON file (uploader);
