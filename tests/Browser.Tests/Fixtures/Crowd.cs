using System.Globalization;
using Microsoft.Data.Sqlite;
using Tests.Fixtures.Cluster;

namespace Browser.Tests.Fixtures;

/// <summary>
/// As many of everything that a page lists as one asks for, with names of a hundred letters, in place of what the demo holds. Written as rows: thousands of
/// invitations would take minutes, and pages read rows.
/// </summary>
internal static class Crowd
{
    /// <summary>The first company, which has the establishments, employees and requests.</summary>
    public const string Siren = "600000001";

    public static async Task Fill(Node server, int many)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.DataDirectory, "guichet.db")};Default Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE; {Nothing} {Many(many)} COMMIT;");
        await command.ExecuteNonQueryAsync();
    }

    private const string Nothing =
        """
        DELETE FROM space_company WHERE space = 'multi-siren/brumont';
        DELETE FROM space_grant WHERE space = 'multi-siren/brumont';
        DELETE FROM space_member WHERE space = 'multi-siren/brumont' AND member <> 'demo-nora';
        DELETE FROM company_list WHERE siren LIKE '60000____';
        DELETE FROM ref_establishment WHERE siren LIKE '60000____';
        DELETE FROM ref_contract WHERE siren LIKE '60000____';
        DELETE FROM account_list WHERE account LIKE 'w%';
        DELETE FROM journal WHERE owner = 'multi-siren/brumont';
        DELETE FROM request_list; DELETE FROM request_unread; DELETE FROM unread_floor; DELETE FROM request_promise;
        DELETE FROM employee_list; DELETE FROM employee_contract; DELETE FROM delivery; DELETE FROM batch_list; DELETE FROM canned_reply;
        DELETE FROM routing_rule; DELETE FROM staff_absence; DELETE FROM announcement; DELETE FROM bank_change; DELETE FROM identity_document;
        DELETE FROM space_applicant; DELETE FROM space_claim; DELETE FROM letter; DELETE FROM saved_search;
        DROP TABLE IF EXISTS temp.n;
        """;

    // One name in ten is a single word.
    private static string Many(int many) =>
        $"""
        CREATE TEMP TABLE n AS WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {many})
          SELECT i, i % 10 = 3 AS whole,
            CASE WHEN i % 10 = 3 THEN substr(replace('Anticonstitutionnellement ', ' ', '') || replace(hex(zeroblob(60)), '0', 'a'), 1, 96) || printf('%04d', i)
            ELSE substr('Société ' || printf('%04d', i) || ' de maintenance industrielle, d’entretien et de mise en valeur des berges et des chemins du Haut-Vernay et Associés', 1, 100) END AS name,
            CASE WHEN i % 10 = 3 THEN substr(replace(hex(zeroblob(40)), '0', 'e'), 1, 46) || printf('%04d', i) ELSE 'de La Rochefoucauld-Montmorency-Luxembourg ' || printf('%04d', i) END AS last,
            CASE WHEN i % 3 = 0 THEN 'Marie-Charlotte-Élisabeth-Anne-Françoise-Joséphine' ELSE 'Jean-Baptiste Timothée Barthélemy Maximilien-Henri' END AS first,
            CAST(unixepoch() AS INTEGER) * 1000 - i * 3600000 AS at
          FROM s WHERE {many} > 0;
        INSERT INTO company_list (company, portal, siren, name, city, establishments, folded)
          SELECT 'multi-siren/' || (600000000 + i), 'multi-siren', CAST(600000000 + i AS TEXT), name, 'Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson', i, 'societe ' || printf('%04d', i) FROM n;
        INSERT INTO space_company (space, company) SELECT 'multi-siren/brumont', 'multi-siren/' || (600000000 + i) FROM n;
        INSERT INTO ref_establishment (siret, siren, name, address, head_office, main, active)
          SELECT '{Siren}' || printf('%05d', i), '{Siren}', name, '1 bis avenue du Maréchal-de-Lattre-de-Tassigny, 51290 Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson', i = 1, i = 1, 1 FROM n;
        INSERT INTO ref_contract (number, siren, universe, title, start_on)
          SELECT CASE WHEN i % 2 = 0 THEN 'PR' ELSE 'SA' END || i, '{Siren}', 2 - i % 2, name, '2019-01-01' FROM n WHERE i <= 30;
        INSERT INTO space_member (space, member, account, role, whole, rights, status, ends_at, email, address, title, first_name, last_name, folded, phone, mobile, job_title,
            firm_siren, firm_name, asked_by, asked_at, asked_until, link)
          SELECT 'multi-siren/brumont', 'm' || i, NULL, 2 + i % 2, i % 3 = 0, 255, 2, CASE WHEN i % 2 = 1 THEN 4000000000000 END, 'personne.au.nom.tres.long.' || i || '@courrier-professionnel.example',
            'personne.au.nom.tres.long.' || i || '@courrier-professionnel.example', 'Madame', first, last, 'de la rochefoucauld ' || printf('%04d', i), '', '0639980000', name,
            CASE WHEN i % 2 = 1 THEN '552081317' ELSE '' END, CASE WHEN i % 2 = 1 THEN name ELSE '' END, 'Nora Vasselin', at, at + 432000000, '' FROM n;
        INSERT INTO account_list (account, kind, portal, role, email, first_name, last_name, phone, active, folded, address)
          SELECT 'w' || i, 0, 'multi-siren', 0, 'personne.au.nom.tres.long.' || i || '@courrier-professionnel.example', first, last, '+33639980000', 1, 'rochefoucauld jean ' || i,
            'personne.au.nom.tres.long.' || i || '@courrier-professionnel.example' FROM n;
        INSERT INTO journal (owner, entry, at, account, action, detail)
          SELECT 'multi-siren/brumont', printf('%012x', at) || '-company-added-demo-nora-' || i, at, 'demo-nora', 'company-added', 'multi-siren/' || (600000000 + i) FROM n;
        INSERT INTO request_list (request, number, portal, company, form, subject, team, author, author_name, handler, handler_name, status, turn_since, created_at, sent_at, closed_at,
            close_reason, last_at, excerpt, last_tick, last_seq, customer_news, staff_news, step, version, news_at)
          SELECT 'multi-siren/w' || i, '2026-9' || printf('%05d', i), 'multi-siren', 'multi-siren/' || (600000001 + (i - 1) % 5), 'contact', name, 'sante', CASE WHEN i % 2 = 0 THEN 'w1' ELSE 'demo-nora' END,
            first || ' ' || last, CASE WHEN i % 4 > 1 THEN 'demo-claire' END, CASE WHEN i % 4 > 1 THEN 'Claire Montbrel' END, 1 + i % 4, at, at, at, CASE WHEN i % 4 = 3 THEN at END,
            CASE WHEN i % 4 = 3 THEN name END, at, name || ' ' || name, 2, 1, 2, 2, 0, 4, at FROM n;
        INSERT INTO request_unread (request, account, company) SELECT 'multi-siren/w' || i, 'demo-nora', 'multi-siren/' || (600000001 + (i - 1) % 5) FROM n WHERE i % 3 = 0;
        INSERT INTO request_promise (request, team, due_at, warn_at, extended, handler)
          SELECT 'multi-siren/w' || i, 'sante', at + 57600000, at + 40000000, 0, CASE WHEN i % 4 > 1 THEN 'demo-claire' ELSE '' END FROM n WHERE i % 4 <> 3;
        INSERT INTO employee_list (employee, portal, company, siret, last_name, first_name, civility, birth_date, hired_on, number, email, folded, words, contracts, status1, invited_at, last_at,
            reminders, step, mail, nir_hint, iban_hint, waiver, mandate, version)
          SELECT 'multi-siren/w' || i, 'multi-siren', 'multi-siren/{Siren}', '{Siren}00001', last, first, '', '1980-01-01', '2020-01-01', 'M' || printf('%06d', i),
            'personne.au.nom.tres.long.' || i || '@courrier-professionnel.example', 'rochefoucauld ' || printf('%04d', i), ' rochefoucauld ' || printf('%04d', i) || ' ', 'SA1', 1 + i % 6, at, at, 0, 0, '', '', '',
            '', '', 1 FROM n;
        INSERT INTO delivery (job, channel, state, reference, error, at, account)
          SELECT 'invitation/w/' || i, 0, i % 3, '', CASE WHEN i % 3 = 2 THEN name ELSE '' END, at, 'w' || i FROM n;
        INSERT INTO canned_reply (portal, reply, title, text, team, form, author_name, written_at)
          SELECT CASE WHEN i % 2 = 0 THEN 'gestion' ELSE 'multi-siren' END, printf('%012d', i), name, name || char(10) || char(10) || name, '', '', first || ' ' || last, at FROM n WHERE i <= 200;
        INSERT INTO routing_rule (office, rule, place, form, domain, theme, siren, team, author_name, written_at)
          SELECT 'gestion', printf('%012d', i), i, 'contact', 'sante', '', CAST(600000000 + i AS TEXT), 'entreprises', first || ' ' || last, at FROM n WHERE i <= 60;
        INSERT INTO staff_absence (account, absence, from_at, until_at)
          SELECT 'demo-pauline', printf('%012d', i), 1900000000000 + i * 86400000, 1900000000000 + i * 86400000 + 3600000 FROM n WHERE i <= 20;
        INSERT INTO announcement (portal, announcement, kind, title, text, from_at, to_at, author_name, published_at)
          SELECT 'multi-siren', printf('%012d', i), 1 + i % 2, name, name || ' ' || name, at, CASE WHEN i % 2 = 0 THEN at + 8640000000 END, first || ' ' || last, at FROM n WHERE i <= 3;
        INSERT INTO bank_change (request, number, portal, company, author, author_name, purpose, contract, holder, iban_mac, iban_hint, flagged, by_link, new_phone, stage, asked_at, due_at, call_by,
            call_name, call_note, approved_name, reason, mandate)
          SELECT 'multi-siren/w' || i, '2026-9' || printf('%05d', i), 'multi-siren', 'multi-siren/' || (600000001 + (i - 1) % 5), 'w1', first || ' ' || last, 1, 'SA1', name, 'mac', 'FR•• •••• 2606', i % 2, 0,
            i % 3 = 0, 1, at, at + 604800000, '', '', '', '', '', '' FROM n;
        INSERT INTO identity_document (account, portal, name, kind, sent_at) SELECT 'w' || i, 'multi-siren', first || ' ' || last, 1, at FROM n;
        INSERT INTO space_applicant (space, account, company, name, asked_at, job_title)
          SELECT 'multi-siren/brumont', 'w' || i, 'multi-siren/' || (600000000 + i), first || ' ' || last, at, name FROM n WHERE i <= 50;
        INSERT INTO letter (owner, letter, portal, company, template, name, street, post_code, city, at, ends_at, secret)
          SELECT 'multi-siren/w' || i, 'letter/w' || i, 'multi-siren', 'multi-siren/{Siren}', 'affiliation-invitation', first || ' ' || last, name, '51290', 'Saint-Rémy-en-Bouzemont', at, at + 8640000000, '' FROM n;
        """;
}
