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

public sealed class CompanyQueries(IStateStore store)
{
    private const string Columns = "c.company, c.siren, c.name, c.city, c.establishments";

    /// <summary>The caller's companies by name, at most <paramref name="take"/>; <paramref name="search"/> matches the name or the SIREN's beginning.</summary>
    public Task<IReadOnlyList<CompanySummary>> List(Scope scope, string? search = null, int take = 50, CancellationToken cancel = default) =>
        ListOf(scope, search, take).Alone(store, cancel);

    internal static Statement<IReadOnlyList<CompanySummary>> ListOf(Scope scope, string? search, int take)
    {
        var wanted = string.IsNullOrWhiteSpace(search) ? "" : "AND (c.folded LIKE @like OR c.siren LIKE @siren)";
        var typed = SearchText.Normalize(search?.Trim() ?? "");
        return Statement.Rows<CompanySummary>(
            scope,
            $"""
            SELECT {Columns} FROM company_list c
            WHERE c.company IN (SELECT ca.company FROM company_access ca WHERE ca.account = @account AND (ca.ends_at IS NULL OR ca.ends_at > @now))
            AND c.portal = @portal {wanted}
            ORDER BY c.folded, c.company LIMIT {take}
            """,
            ("like", $"%{typed}%"), ("siren", $"{typed.Replace(" ", "", StringComparison.Ordinal)}%"));
    }
}
