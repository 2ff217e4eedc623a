using Dapper;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>What a space's turn on one of its companies goes by. Its own rows are guarded by its version; the others only say whom to tell.</summary>
internal static class PortfolioReading
{
    // One more than are told at once: all of them are, whatever their number.
    private const int MostAdministrators = BatchStep.MostAtOnce + 1;
    private const int MostEstablishments = 5000;

    public static async Task<CompanyHolding> Read(IStateStore store, string space, string company, DateTimeOffset at)
    {
        await using var reading = await store.OpenRead();
        await using var found = await reading.QueryMultipleAsync(
            $"""
            SELECT company FROM space_company WHERE space = @space AND company = @company;
            SELECT member FROM space_grant WHERE space = @space AND company = @company ORDER BY member;
            SELECT DISTINCT ca.account FROM company_access ca
            WHERE ca.company = @company AND ca.space <> @space AND ca.role = {(int)SpaceRole.Administrateur}
            AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)
            ORDER BY ca.account LIMIT {MostAdministrators};
            SELECT e.siret, CASE WHEN e.head_office = 1 OR e.main = 1 THEN 1 ELSE 0 END AS proves,
              CASE WHEN EXISTS (SELECT 1 FROM space_unticked u WHERE u.space = @space AND u.siret = e.siret) THEN 1 ELSE 0 END AS hidden
            FROM ref_establishment e WHERE e.siren = @siren AND e.active = 1 ORDER BY e.siret LIMIT {MostEstablishments};
            SELECT name FROM company_list WHERE company = @company;
            SELECT DISTINCT ca.account FROM company_access ca
            WHERE ca.company = @company AND ca.space = @space AND (ca.from_at IS NULL OR ca.from_at <= @now) AND (ca.ends_at IS NULL OR ca.ends_at > @now)
            ORDER BY ca.account LIMIT {MostAdministrators}
            """,
            new { space, company, siren = company[(company.IndexOf('/', StringComparison.Ordinal) + 1)..], now = at.ToUnixTimeMilliseconds() });
        var isThere = (await found.ReadAsync<string>()).Any();
        var granted = (await found.ReadAsync<string>()).AsList();
        var administrators = (await found.ReadAsync<string>()).AsList();
        var places = (await found.ReadAsync<(string Siret, long Proves, long Hidden)>()).AsList();
        return new CompanyHolding(company, isThere)
        {
            Name = await found.ReadFirstOrDefaultAsync<string>() ?? "",
            Granted = granted,
            Administrators = administrators,
            Establishments = [.. places.Select(p => p.Siret)],
            Proving = [.. places.Where(p => p.Proves == 1).Select(p => p.Siret)],
            Hidden = [.. places.Where(p => p.Hidden == 1).Select(p => p.Siret)],
            Seers = (await found.ReadAsync<string>()).AsList(),
        };
    }
}
