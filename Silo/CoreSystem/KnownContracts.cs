using System.Data.Common;
using Dapper;
using Grains.Commits;
using Grains.Contracts;
using Grains.CoreSystem;

namespace Silo.CoreSystem;

/// <summary>What the records of a file may name without bringing it along: contracts, populations and cards of this file or of an earlier one.</summary>
internal sealed class KnownContracts
{
    private const int Batch = 200;
    private readonly Dictionary<(string Siren, string Number), Contract> _contracts = [];
    private readonly Dictionary<string, List<(string Siren, string Number)>> _titles = [];
    private readonly HashSet<string> _cards = [];

    public static async Task<KnownContracts> Of(CoreSystemFile file, IStateStore store, CancellationToken cancel)
    {
        var known = new KnownContracts();
        await using var reading = await store.OpenRead(cancel);
        known._cards.UnionWith(await reading.QueryAsync<string>(new CommandDefinition("SELECT id FROM ref_card", cancellationToken: cancel)));
        known._cards.UnionWith(file.Cards.Select(c => c.Value.Id));
        foreach (var sirens in file.Contracts.Select(c => c.Owner).Concat(file.Adhesions.Select(a => a.Value.Siren)).Where(s => s.Length > 0).Distinct()
            .Chunk(Batch))
            await known.ReadContracts(reading, sirens, cancel);
        foreach (var titles in file.Contracts.Select(c => c.Value.Title).Where(t => t.Length > 0).Distinct().Chunk(Batch))
            await known.ReadTitles(reading, titles, cancel);
        return known;
    }

    public bool HasCard(string id) => _cards.Contains(id);

    public Contract? Find(string siren, string number) => _contracts.GetValueOrDefault((siren, TypedNumbers.Number(number)));

    /// <summary>Does another company have a contract of this title, with another number?</summary>
    public bool IsElsewhere(string title, string siren, string number) =>
        _titles.TryGetValue(title, out var bearers) && bearers.Any(b => b.Siren != siren && b.Number != TypedNumbers.Number(number));

    /// <summary>One of this file, which is loaded: its populations beside those that earlier files brought.</summary>
    public void Take(string siren, Contract contract) =>
        Add(siren, contract with { Populations = [.. contract.Populations, .. Find(siren, contract.Number)?.Populations ?? []] });

    private void Add(string siren, Contract contract)
    {
        _contracts[(siren, TypedNumbers.Number(contract.Number))] = contract;
        if (contract.Title.Length > 0)
            Bear(contract.Title, siren, TypedNumbers.Number(contract.Number));
    }

    private void Bear(string title, string siren, string number)
    {
        if (!_titles.TryGetValue(title, out var bearers))
            _titles[title] = bearers = [];
        bearers.Add((siren, number));
    }

    private async Task ReadContracts(DbConnection reading, string[] sirens, CancellationToken cancel)
    {
        var (list, values) = In(sirens);
        var populations = (await reading.QueryAsync<(string Siren, string Contract, string Code, string Label)>(
            new CommandDefinition($"SELECT siren, contract, code, label FROM ref_population WHERE siren IN ({list})", values, cancellationToken: cancel)))
            .ToLookup(p => (p.Siren, p.Contract));
        foreach (var (siren, number, universe) in await reading.QueryAsync<(string, string, long)>(
            new CommandDefinition($"SELECT siren, number, universe FROM ref_contract WHERE siren IN ({list})", values, cancellationToken: cancel)))
        {
            Add(siren, new Contract
            {
                Number = number, Universe = (Universe)universe,
                    Populations = [.. populations[(siren, number)].Select(p => new Population(p.Code, p.Label, []))],
            });
        }
    }

    private async Task ReadTitles(DbConnection reading, string[] titles, CancellationToken cancel)
    {
        var (list, values) = In(titles);
        foreach (var (title, siren, number) in await reading.QueryAsync<(string, string, string)>(
            new CommandDefinition($"SELECT title, siren, number FROM ref_contract WHERE title <> '' AND title IN ({list})", values, cancellationToken: cancel)))
            Bear(title, siren, number);
    }

    // Both databases take a list only as single parameters.
    private static (string List, DynamicParameters Values) In(string[] all)
    {
        var values = new DynamicParameters();
        foreach (var (n, value) in all.Index())
            values.Add($"v{n}", value);
        return (string.Join(", ", all.Select((_, n) => $"@v{n}")), values);
    }
}
