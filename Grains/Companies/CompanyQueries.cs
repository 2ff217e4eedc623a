using Grains.Access;
using Grains.Commits;
using Grains.Reads;
using Grains.Text;

namespace Grains.Companies;

public sealed record CompanySummary
{
    public string Company { get; init; } = "";

    public string Siren { get; init; } = "";

    public string Name { get; init; } = "";

    public string City { get; init; } = "";

    public int Establishments { get; init; }
}

/// <param name="Next">The SIREN after which the list goes on; null at its end.</param>
public sealed record CompanyPage(IReadOnlyList<CompanySummary> Rows, string? Next);

public sealed class CompanyQueries(IStateStore store)
{
    private const string Columns = "c.company, c.siren, c.name, c.city, c.establishments";

    /// <summary>By name; companies of one name by their key.</summary>
    internal static string Order(string alias) => $"{alias}.folded, {alias}.company";

    // The accesses ca that the caller has now.
    private const string Reached = "ca.account = @account AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)";

    // The companies c that the caller sees.
    private const string Seen = $"c.company IN (SELECT ca.company FROM company_access ca WHERE {Reached}) AND c.portal = @portal";

    /// <summary>The caller's companies by name, at most <paramref name="take"/>; <paramref name="search"/> matches the name or the SIREN's beginning.</summary>
    public Task<IReadOnlyList<CompanySummary>> List(Scope scope, string? search = null, int take = 50, CancellationToken cancel = default) =>
        ListOf(scope, search, take).Alone(store, cancel);

    /// <param name="after">The SIREN of the last one seen, or null.</param>
    public async Task<CompanyPage> Page(Scope scope, string? search, string? after, int take = 30, CancellationToken cancel = default)
    {
        var found = await ListOf(scope, search, take + 1, after).Alone(store, cancel);
        return found.Count > take ? new CompanyPage([.. found.Take(take)], found[take - 1].Siren) : new CompanyPage(found, null);
    }

    /// <summary>One of the caller's companies; null where they see no such company.</summary>
    public Task<CompanySummary?> Find(Scope scope, string siren, CancellationToken cancel = default) =>
        Statement.First<CompanySummary>(
            scope, $"SELECT {Columns} FROM company_list c WHERE c.company = @found AND {Seen}", ("found", $"{scope.Portal}/{siren}")).Alone(store, cancel);

    internal static Statement<IReadOnlyList<CompanySummary>> ListOf(Scope scope, string? search, int take, string? after = null)
    {
        var wanted = string.IsNullOrWhiteSpace(search) ? "" : "AND (c.folded LIKE @like OR c.siren LIKE @siren)";
        var further = after is null ? "" : "AND (c.folded, c.company) > (SELECT l.folded, l.company FROM company_list l WHERE l.company = @beyond)";
        var typed = SearchText.Normalize(search?.Trim() ?? "");
        // What is typed is looked for among one's own companies, never among all there are.
        var from = wanted.Length == 0 ? $"SELECT {Columns}, c.folded FROM company_list c WHERE {Seen}"
            : $"WITH mine AS MATERIALIZED (SELECT DISTINCT ca.company FROM company_access ca WHERE {Reached}) "
                + $"SELECT {Columns}, c.folded FROM mine m JOIN company_list c ON c.company = m.company WHERE c.portal = @portal";
        return Statement.Rows<CompanySummary>(
            scope,
            $"{from} {wanted} {further} ORDER BY {Order("c")} LIMIT {take}",
            ("like", $"%{typed}%"), ("siren", $"{typed.Replace(" ", "", StringComparison.Ordinal)}%"), ("beyond", $"{scope.Portal}/{after}"));
    }

    /// <summary>The company that an address or a page names, or that was looked at last where it names none; null unless the caller sees it.</summary>
    internal static Statement<CompanySummary?> ChosenOf(Scope scope, string? company) => Statement.First<CompanySummary>(
        scope,
        $"""
        SELECT {Columns} FROM company_list c
        WHERE c.company = {(company is null ? "(SELECT k.company FROM company_choice k WHERE k.account = @account)" : "@chosen")} AND {Seen}
        """,
        ("chosen", company ?? ""));

    /// <summary>What was chosen last: a key, empty for all companies, null before the first choice.</summary>
    internal static Statement<string?> LastChoiceOf(Scope scope) =>
        Statement.First<string>(scope, "SELECT k.company FROM company_choice k WHERE k.account = @account");
}
