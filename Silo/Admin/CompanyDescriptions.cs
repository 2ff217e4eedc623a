using Dapper;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Silo.Messaging;

namespace Silo.Admin;

/// <summary>Tells the companies that portals know what a load has brought of them: their actors commit it, and open pages ask again.</summary>
public sealed class CompanyDescriptions(IStateStore store, IGrainFactory grains, IReadOnlyList<MailPortal> portals)
{
    private const int Batch = 100;

    public async Task Renew(IEnumerable<string> sirens, CancellationToken cancel)
    {
        foreach (var some in sirens.Order(StringComparer.Ordinal).Chunk(Batch))
        {
            foreach (var (company, facts) in await Known([.. portals.SelectMany(p => some.Select(s => $"{p.Slug}/{s}"))], cancel))
                await grains.GetGrain<ICompanyGrain>(company).Describe(new OperationId(Guid.NewGuid().ToString("N")), facts);
        }
    }

    private async Task<IReadOnlyList<(string Company, CompanyFacts Facts)>> Known(string[] companies, CancellationToken cancel)
    {
        if (companies.Length == 0)
            return [];
        var values = new DynamicParameters();
        foreach (var (n, company) in companies.Index())
            values.Add($"c{n}", company);
        await using var reading = await store.OpenRead(cancel);
        return [.. (await reading.QueryAsync<(string Company, string Siren, string Name, string City, long Establishments)>(new CommandDefinition(
            $"""
            SELECT l.company, c.siren, c.name, c.city, (SELECT count(*) FROM ref_establishment e WHERE e.siren = c.siren AND e.active = 1)
            FROM company_list l JOIN ref_company c ON c.siren = l.siren WHERE l.company IN ({string.Join(", ", companies.Select((_, n) => $"@c{n}"))}) ORDER BY l.company
            """, values, cancellationToken: cancel))).Select(c => (c.Company, new CompanyFacts(c.Siren, c.Name, c.City, (int)c.Establishments)))];
    }
}
