-- Who has come to be reminded since an instant, found without reading who waits or was told before.
CREATE INDEX employee_phase_due ON employee_phase (company, from_at, siret, until_at) WHERE contract = '' AND status = 1;
