-- Who is to be reminded on some day: a home counts who is today, for each company, without reading the others.
CREATE INDEX employee_to_remind ON employee_list (company) WHERE status1 = 1 OR status2 = 1 OR status3 = 1 OR status4 = 1 OR status5 = 1;
