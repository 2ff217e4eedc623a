using Dapper;
using Grains.Commits;
using Grains.CoreSystem;

namespace Silo.CoreSystem;

/// <summary>What is known and stands in no record of a full file. It stays: whoever wants it ended says so by a date.</summary>
internal static class AbsentRecords
{
    private const int Page = 1000;

    public static async Task<IReadOnlyList<string>> Of(CoreSystemFile file, IStateStore store, CancellationToken cancel) =>
    [
        .. await Find(store, "SELECT siren AS id FROM ref_company WHERE siren > @after ORDER BY siren LIMIT @page", "company",
            [.. file.Companies.Select(c => c.Value.Siren)], cancel),
        .. await Find(store, "SELECT siret AS id FROM ref_establishment WHERE siret > @after AND active = 1 ORDER BY siret LIMIT @page", "establishment",
            [.. file.Establishments.Select(e => e.Value.Siret)], cancel),
        .. await Find(store,
            "SELECT number || ' ' || siren AS id FROM ref_contract WHERE (number, siren) > (@after, @second) AND end_on = '' ORDER BY number, siren LIMIT @page", "contract",
            [.. file.Contracts.Select(c => $"{TypedNumbers.Number(c.Value.Number)} {c.Owner}")], cancel),
        .. await Find(store, "SELECT client_number AS id FROM ref_insured WHERE client_number > @after ORDER BY client_number LIMIT @page", "insured",
            [.. file.Insured.Select(p => TypedNumbers.Number(p.Value.ClientNumber))], cancel),
    ];

    // By pages of the key: a referential has millions of rows.
    private static async Task<List<string>> Find(IStateStore store, string statement, string what, HashSet<string> named, CancellationToken cancel)
    {
        var absent = new List<string>();
        await using var reading = await store.OpenRead(cancel);
        for (string after = "", second = ""; ;)
        {
            var keys = (await reading.QueryAsync<string>(new CommandDefinition(statement, new { after, second, page = Page }, cancellationToken: cancel)))
                .AsList();
            absent.AddRange(keys.Where(k => !named.Contains(k)).Select(k => $"{what} {k}"));
            if (keys.Count < Page)
                return absent;
            (after, second) = keys[^1].Split(' ') is [var number, var siren] ? (number, siren) : (keys[^1], "");
        }
    }
}
