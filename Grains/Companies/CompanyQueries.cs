using Dapper;
using Grains.Access;
using Grains.Commits;
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
    public async Task<IReadOnlyList<CompanySummary>> List(Scope scope, string? search = null, int take = 50)
    {
        await using var reading = await store.OpenRead();
        var wanted = string.IsNullOrWhiteSpace(search) ? "" : "AND (c.folded LIKE @like OR c.siren LIKE @siren)";
        var typed = search?.Trim() ?? "";
        return [.. await reading.QueryAsync<CompanySummary>(
            $"""
            SELECT {Columns} FROM company_list c
            WHERE c.company IN (SELECT ca.company FROM company_access ca WHERE ca.account = @account AND (ca.ends_at IS NULL OR ca.ends_at > @now))
            AND c.portal = @portal {wanted}
            ORDER BY c.folded, c.company LIMIT @take
            """,
            scope.Parameters(("take", take), ("like", $"%{SearchText.Normalize(typed)}%"), ("siren", $"{SearchText.Normalize(typed).Replace(" ", "", StringComparison.Ordinal)}%")))];
    }

    public async Task<CompanySummary?> Find(Scope scope, string company)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleOrDefaultAsync<CompanySummary>(
            $"SELECT {Columns} FROM company_list c WHERE c.company = @company AND {scope.Companies("c.company")}", scope.Parameters(("company", company)));
    }
}
