using Npgsql;

namespace Bench;

/// <summary>Employees by the hundred thousand: the rows that their commits would have left, written as sets.</summary>
internal static class EmployeeLoad
{
    // One in fifty is called Martin; each company has two establishments.
    private const string People =
        """
        INSERT INTO employee_list (employee, portal, company, siret, last_name, first_name, civility, birth_date, hired_on, number, email, folded, words, contracts,
          status1, from2, status2, invited_at, last_at, reminders, step, mail, nir_hint, iban_hint, waiver, mandate, version)
        SELECT '{0}/e' || p.i, '{0}', '{0}/' || p.siren, p.siren || CASE WHEN p.h % 3 = 0 THEN '00025' ELSE '00017' END, initcap(p.last), initcap(p.first), '',
          '1980-01-01', '2020-01-01', p.number, p.first || '.' || p.last || chr(64) || 'maison.example', p.last || ' ' || p.first,
          ' ' || p.last || ' ' || p.first || ' ' || lower(p.number) || ' maison example', 'SA1',
          CASE WHEN p.s < 80 THEN 4 WHEN p.s < 88 THEN 6 WHEN p.s < 91 THEN 2 WHEN p.s < 94 THEN 1 WHEN p.s < 98 THEN 3 ELSE 5 END,
          CASE WHEN p.s BETWEEN 88 AND 90 THEN @now + 259200000 WHEN p.s BETWEEN 94 AND 97 THEN @now + 2592000000 END,
          CASE WHEN p.s BETWEEN 88 AND 90 OR p.s BETWEEN 94 AND 97 THEN 1 END, CASE WHEN p.s BETWEEN 88 AND 93 THEN @now END,
          CASE WHEN p.s BETWEEN 88 AND 93 THEN @now END, 0, 0, '', '', '', '', '', 1
        FROM (SELECT i, abs(hashint8(i))::bigint AS h, abs(hashint8(i + 7))::bigint % 100 AS s, (100000000 + i % @companies)::text AS siren, 'M' || lpad(i::text, 7, '0') AS number,
            CASE WHEN abs(hashint8(i + 3))::bigint % 50 = 0 THEN 'martin' ELSE @syllables[1 + abs(hashint8(i))::bigint % 20] || @syllables[1 + abs(hashint8(i + 1))::bigint % 20]
              || @syllables[1 + abs(hashint8(i + 2))::bigint % 20] END AS last,
            @firsts[1 + abs(hashint8(i + 5))::bigint % 16] AS first
          FROM generate_series(0::bigint, @employees - 1) i) p;
        """;

    private static readonly string[] Syllables =
        ["ba", "cor", "du", "fel", "gar", "ho", "jan", "ker", "la", "ma", "nor", "pel", "quen", "ro", "sau", "ta", "ur", "val", "vi", "zel"];

    private static readonly string[] Firsts =
        ["alice", "bruno", "chloe", "david", "emma", "farid", "gilles", "hugo", "ines", "jean", "lea", "malo", "nina", "paul", "rose", "zoe"];

    private static readonly string[] Indexes = ["employee_word_found", "employee_phase_listed", "employee_site", "employee_company", "employee_all", "employee_phase_all", "employee_word_all"];

    /// <summary>Where a store has others too, those of a demo: true of the loaded ones, SQL.</summary>
    public static string IsLoaded(string of) => $"{of}.employee ~ '^{BenchHost.Portal}/e[0-9]+$'";

    public static string Company(int i) => $"{BenchHost.Portal}/{100_000_000 + i}";

    public static async Task Fill(string connectionString, int companies, int employees)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Command Timeout=600");
        await connection.OpenAsync();
        foreach (var table in new[] { "employee_list", "employee_contract", "company_list", "space_company" })
            await Run($"ALTER TABLE {table} DISABLE TRIGGER USER");
        var definitions = new List<string>();
        foreach (var index in Indexes)
            definitions.Add(await Take(index));
        await Run(
            $"""
            SET synchronous_commit = off;
            INSERT INTO company_list (company, portal, siren, name, city, establishments, folded)
              SELECT '{BenchHost.Portal}/' || (100000000 + c), '{BenchHost.Portal}', (100000000 + c)::text, 'Maison ' || c, 'Bellerive', 2, 'maison ' || c FROM generate_series(0, @companies - 1) c;
            INSERT INTO space_company (space, company, busy) SELECT '{BenchHost.Portal}/s', '{BenchHost.Portal}/' || (100000000 + c), 1 FROM generate_series(0, @companies - 1) c;
            INSERT INTO ref_establishment (siret, siren, name, address, head_office, main, active)
              SELECT (100000000 + c)::text || s, (100000000 + c)::text, 'Site ' || s, '', 0, 0, 1 FROM generate_series(0, @companies - 1) c, unnest(ARRAY['00017', '00025']) s;
            """);
        await Run(string.Format(People, BenchHost.Portal));
        await Run(
            $"""
            INSERT INTO employee_contract (employee, contract, company, population, option_code, since_on, until_on, status1, from2, status2)
              SELECT e.employee, 'SA1', e.company, 'ENS', 'BASE', '2020-01-01', '', e.status1, e.from2, e.status2 FROM employee_list e WHERE {IsLoaded("e")};
            INSERT INTO employee_word SELECT * FROM employee_words w WHERE {IsLoaded("w")};
            INSERT INTO employee_phase SELECT * FROM employee_phases p WHERE {IsLoaded("p")};
            """);
        foreach (var definition in definitions)
            await Run(definition);
        foreach (var table in new[] { "employee_list", "employee_contract", "employee_word", "employee_phase", "company_list", "space_company", "ref_establishment" })
            await Run($"VACUUM (ANALYZE) {table}");

        async Task<string> Take(string index)
        {
            await using var asked = new NpgsqlCommand($"SELECT pg_get_indexdef('{index}'::regclass)", connection);
            var definition = (string)(await asked.ExecuteScalarAsync())!;
            await Run($"DROP INDEX {index}");
            return definition;
        }

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            if (sql.Contains('@', StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue("companies", (long)companies);
                command.Parameters.AddWithValue("employees", (long)employees);
                command.Parameters.AddWithValue("now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                command.Parameters.AddWithValue("syllables", Syllables);
                command.Parameters.AddWithValue("firsts", Firsts);
            }
            await command.ExecuteNonQueryAsync();
        }
    }
}
