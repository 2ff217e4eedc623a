-- A mandate stands in the space of the firm that its accountant accepted it for, and is passed on to members of that space. Who has it passed on is a row of
-- the client's space (status 5) that names the mandate and the firm's member: it gives what both it and the mandate give, while the firm's member is one.
ALTER TABLE space_member ADD COLUMN mandate TEXT NOT NULL DEFAULT '';
ALTER TABLE space_member ADD COLUMN firm_space TEXT NOT NULL DEFAULT '';
ALTER TABLE space_member ADD COLUMN firm_member TEXT NOT NULL DEFAULT '';
CREATE INDEX space_member_mandate ON space_member (space, mandate) WHERE mandate <> '';
CREATE INDEX space_member_firm ON space_member (firm_space, space, member) WHERE firm_space <> '';
CREATE INDEX space_member_firms ON space_member (space, firm_space) WHERE firm_space <> '';
CREATE INDEX space_member_holder ON space_member (firm_space, firm_member) WHERE firm_member <> '';
DROP VIEW company_access;
-- Who is in a space now, but for the clock: what they may do, from when and until when. Of who has a mandate passed on it is the least of all it stands on.
CREATE VIEW membership AS
  SELECT m.space, m.member, m.account, m.role, m.whole, m.mandate,
    CASE m.status WHEN 1 THEN m.rights ELSE m.rights & (SELECT p.rights FROM space_member p WHERE p.space = m.space AND p.member = m.mandate) END AS rights,
    CASE m.status WHEN 1 THEN m.from_at ELSE (
      SELECT nullif(max(coalesce(m.from_at, 0), coalesce(p.from_at, 0), coalesce(f.from_at, 0)), 0) FROM space_member p CROSS JOIN space_member f
      WHERE p.space = m.space AND p.member = m.mandate AND f.space = m.firm_space AND f.member = m.firm_member) END AS from_at,
    CASE m.status WHEN 1 THEN m.ends_at ELSE (
      SELECT nullif(min(coalesce(m.ends_at, 9223372036854775807), coalesce(p.ends_at, 9223372036854775807), coalesce(f.ends_at, 9223372036854775807)), 9223372036854775807) FROM space_member p CROSS JOIN space_member f
      WHERE p.space = m.space AND p.member = m.mandate AND f.space = m.firm_space AND f.member = m.firm_member) END AS ends_at,
    CASE m.status WHEN 1 THEN '' ELSE m.firm_space END AS firm
  FROM space_member m
  WHERE m.status = 1 OR (m.status = 5 AND 1 = (
    SELECT 1 FROM space_member p CROSS JOIN space_member f
    WHERE p.space = m.space AND p.member = m.mandate AND p.status = 1 AND p.firm_space = m.firm_space
    AND f.space = m.firm_space AND f.member = m.firm_member AND f.account = m.account AND f.status = 1));
CREATE VIEW company_access AS
  SELECT m.account, c.company, m.space, m.role, m.rights, m.from_at, m.ends_at, c.folded, c.busy, m.firm FROM membership m JOIN space_company c ON c.space = m.space
  WHERE (m.whole = 1 OR EXISTS (SELECT 1 FROM space_grant g WHERE g.space = m.space AND g.member = m.member AND g.company = c.company))
  AND (m.mandate = '' OR 1 = (SELECT 1 FROM space_member p WHERE p.space = m.space AND p.member = m.mandate
    AND (p.whole = 1 OR EXISTS (SELECT 1 FROM space_grant n WHERE n.space = p.space AND n.member = p.member AND n.company = c.company))));
-- What is done about them is found in a space's journal by the same filters.
DROP INDEX journal_space_action;
DROP INDEX journal_space_person;
CREATE INDEX journal_space_action ON journal (owner, action, entry) WHERE action IN ('company-added', 'company-removed', 'establishment-hidden', 'establishment-shown', 'admission-asked', 'admitted', 'member-admitted', 'not-admitted', 'claim-asked', 'claim-objected', 'claim-granted', 'claim-refused', 'claim-reason', 'member-invited', 'member-invited-again', 'invitation-accepted', 'invitation-refused', 'invitation-revoked', 'member-changed', 'member-restricted', 'member-changed-own', 'member-suspended', 'member-restored', 'member-removed', 'member-left', 'mandate-ending', 'mandate-renewed', 'mandate-arrived', 'mandate-passed-on', 'mandate-taken-back', 'mandate-ended');
CREATE INDEX journal_space_person ON journal (owner, account, entry, action) WHERE action IN ('company-added', 'company-removed', 'establishment-hidden', 'establishment-shown', 'admission-asked', 'admitted', 'member-admitted', 'not-admitted', 'claim-asked', 'claim-objected', 'claim-granted', 'claim-refused', 'claim-reason', 'member-invited', 'member-invited-again', 'invitation-accepted', 'invitation-refused', 'invitation-revoked', 'member-changed', 'member-restricted', 'member-changed-own', 'member-suspended', 'member-restored', 'member-removed', 'member-left', 'mandate-ending', 'mandate-renewed', 'mandate-arrived', 'mandate-passed-on', 'mandate-taken-back', 'mandate-ended');
