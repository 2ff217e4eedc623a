using Grains.Access;
using Grains.Commits;
using Grains.Companies;
using Grains.Contracts;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Text;

namespace Grains.Spaces;

/// <summary>A row of the portfolio.</summary>
public sealed record PortfolioRow
{
    public string Company { get; init; } = "";

    public string Siren { get; init; } = "";

    public string Name { get; init; } = "";

    public string City { get; init; } = "";

    public int Establishments { get; init => field = Math.Max(value, 0); }

    public long Health { get; init; }

    public long Provident { get; init; }

    public long Retirement { get; init; }

    /// <summary>The space in which the caller may change it; null where they only read.</summary>
    public string? Space { get; init; }
}

/// <param name="Next">The SIREN after which the list goes on; null at its end.</param>
public sealed record PortfolioPage(IReadOnlyList<PortfolioRow> Rows, string? Next);

/// <summary>Who and what depends on a company in a space.</summary>
/// <param name="Requests">Those that the caller sees, counted to <see cref="PortfolioQueries.Most"/>.</param>
/// <param name="Members">Others of the space who see the company, counted likewise.</param>
public sealed record CompanyDependents(int Requests, int Members);

public sealed record EstablishmentRow(string Siret, string Name, string Address, bool HeadOffice, bool Proves, bool Hidden);

/// <param name="Next">The SIRET after which the list goes on.</param>
public sealed record EstablishmentPage(IReadOnlyList<EstablishmentRow> Rows, string? Next);

/// <summary>The portfolio's pages.</summary>
public sealed class PortfolioQueries(IStateStore store, CompanyQueries companies)
{
    public const int Most = 1000;
    private const int MostSearched = 2000;

    /// <param name="after">The SIREN of the last one seen, or null.</param>
    public async Task<PortfolioPage> Page(Scope scope, string? search, string? after, int take = 30, CancellationToken cancel = default)
    {
        var list = companies.ListOf(scope, search, take + 1, after);
        var found = await Statement.Rows<PortfolioRow>(
            scope,
            $"""
            SELECT p.*, {Covers(scope, "health", Universe.Health)}, {Covers(scope, "provident", Universe.Provident)},
              coalesce((SELECT r.retirement FROM ref_company r WHERE r.siren = p.siren), 0) AS retirement,
              (SELECT min(ca.space) FROM company_access ca WHERE ca.account = @account AND ca.company = p.company
                AND ca.role = {(int)SpaceRole.Administrateur}
                AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)) AS space
            FROM ({list.Sql}) p ORDER BY {CompanyQueries.Order("p")}
            """,
            [.. list.Parameters, ("shown", $"{Paris.Day(scope.Now).AddMonths(-Coverage.MonthsAfterEnd):O}")]).Alone(store, cancel);
        return found.Count > take ? new PortfolioPage([.. found.Take(take)], found[take - 1].Siren) : new PortfolioPage(found, null);
    }

    /// <summary>The space in which the caller may change a company; null where they only see it, or do not.</summary>
    public Task<string?> SpaceToChange(Scope scope, string siren, CancellationToken cancel = default) => Statement.First<string>(
        scope,
        $"""
        SELECT min(ca.space) FROM company_access ca WHERE ca.account = @account AND ca.company = @found
        AND ca.role = {(int)SpaceRole.Administrateur} AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)
        """,
        ("found", $"{scope.Portal}/{siren}")).Alone(store, cancel);

    public async Task<CompanyDependents> Dependents(Scope scope, string space, string siren, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var requests = batch.Add(Statement.First<long>(
            scope, $"SELECT count(*) FROM (SELECT 1 FROM request_list r WHERE r.company = @found AND {scope.Requests("r")} LIMIT {Most}) n",
            ("found", $"{scope.Portal}/{siren}")));
        var members = batch.Add(Statement.First<long>(
            scope,
            $"""
            SELECT count(*) FROM (SELECT 1 FROM company_access ca WHERE ca.space = @space AND ca.company = @found AND ca.account <> @account
            AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now) LIMIT {Most}) n
            """,
            ("found", $"{scope.Portal}/{siren}"), ("space", space)));
        await batch.Run(store, cancel);
        return new CompanyDependents((int)requests.Value, (int)members.Value);
    }

    /// <summary>
    /// Active establishments of a company that the caller sees, by SIRET. Those that are hidden from them are there for whoever may show them again.
    /// </summary>
    /// <param name="space">The space in which the caller may change them; null: they see the visible ones alone.</param>
    public async Task<EstablishmentPage> Establishments(Scope scope, string siren, string? space, string? search, string? after, int take = 30,
        CancellationToken cancel = default)
    {
        var searched = SearchText.Normalize(search?.Trim() ?? "");
        var limit = searched.Length > 0 ? MostSearched : take + 1;
        var seen = space is not null ? "1 = 1" : """
            EXISTS (SELECT 1 FROM company_access t WHERE t.account = @account AND t.company = @found
            AND (t.from_at IS NULL OR t.from_at <= @now) AND (t.ends_at IS NULL OR t.ends_at > @now)
            AND NOT EXISTS (SELECT 1 FROM space_unticked u WHERE u.space = t.space AND u.siret = e.siret))
            """;
        var found = await Statement.Rows<Place>(
            scope,
            $"""
            SELECT e.siret, e.name, e.address, e.head_office, e.main,
              CASE WHEN EXISTS (SELECT 1 FROM space_unticked u WHERE u.space = @space AND u.siret = e.siret) THEN 1 ELSE 0 END AS hidden
            FROM ref_establishment e WHERE e.siren = @siren AND e.siret > @beyond AND e.active = 1 AND {scope.Companies("@found")} AND {seen}
            ORDER BY e.siret LIMIT {limit}
            """,
            ("siren", siren), ("found", $"{scope.Portal}/{siren}"), ("space", space ?? ""), ("beyond", after ?? "")).Alone(store, cancel);
        var digits = searched.Replace(" ", "", StringComparison.Ordinal);
        var rows = found.Where(p => searched.Length == 0 || SearchText.Normalize($"{p.Name} {p.Address}").Contains(searched, StringComparison.Ordinal)
            || p.Siret.Contains(digits, StringComparison.Ordinal)).Take(take + 1).Select(p => p.Row).ToList();
        return rows.Count > take ? new EstablishmentPage(rows[..take], rows[take - 1].Siret) : new EstablishmentPage(rows, null);
    }

    private static string Covers(Scope scope, string column, Universe universe) =>
        $"""
        CASE WHEN EXISTS (SELECT 1 FROM ref_contract k WHERE k.siren = p.siren AND k.universe = {(int)universe} AND (k.end_on = '' OR k.end_on >= @shown)
          AND {CoverageFragments.IsOfSeen(scope, "k", "p.company")})
        THEN 1 ELSE 0 END AS {column}
        """;

    private sealed record Place
    {
        public string Siret { get; init; } = "";

        public string Name { get; init; } = "";

        public string Address { get; init; } = "";

        public long HeadOffice { get; init; }

        public long Main { get; init; }

        public long Hidden { get; init; }

        public EstablishmentRow Row => new(Siret, Name, Address, HeadOffice == 1, HeadOffice == 1 || Main == 1, Hidden == 1);
    }
}
