using System.Text;
using Grains.Commits;
using Grains.Companies;

namespace Grains.Tests.Storage;

/// <summary>What every store must do. A provider derives each of the contracts in this folder and gives it a bed; no test is changed.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private StoreFixture _bed = null!;

    protected StoreFixture Bed => _bed;

    protected IStateStore Store => _bed.Store;

    protected IJobStore Jobs => _bed.Jobs;

    public async Task InitializeAsync() => _bed = await Make();

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    protected abstract Task<StoreFixture> Make();

    protected static CommitUnit Unit(string grain, long version, params Effect[] effects) =>
        new(grain, version, Bytes($"\"{grain} {version + 1}\""), Condition.None, null, effects, Noon);

    protected static Operation Done(string id, string result = "\"done\"") => new(id, "f", Bytes(result));

    protected ValueTask<CommitOutcome> Commit(string grain, long version, params Effect[] effects) => Store.Commit(Unit(grain, version, effects));

    /// <summary>As a durable grain does: a lost write is decided again on what is stored now.</summary>
    protected async Task<long> CommitOnTop(string grain, params Effect[] effects)
    {
        while (true)
        {
            var version = (await Store.Load(grain))?.Version ?? 0;
            var outcome = await Commit(grain, version, effects);
            if (outcome.Verdict is CommitVerdict.Committed)
                return outcome.Version;
            Assert.Equal(CommitVerdict.Stale, outcome.Verdict);
        }
    }

    /// <summary>In one drain: they wait behind one that cannot write yet. Needs a store with one writer.</summary>
    protected async Task<IReadOnlyList<CommitOutcome>> Together(IReadOnlyList<CommitUnit> units)
    {
        List<Task<CommitOutcome>> commits = [];
        await using (await Bed.Block())
        {
            _ = Commit("g/ahead", 0).AsTask();
            await Bed.Taken();
            commits.AddRange(units.Select(u => Store.Commit(u).AsTask()));
        }
        return await Task.WhenAll(commits);
    }

    protected async Task<string?> StateOf(string grain) => await Store.Load(grain) is { } stored ? Encoding.UTF8.GetString(stored.State.Span) : null;

    protected async Task<long> VersionOf(string grain) => (await Store.Load(grain))?.Version ?? 0;

    protected async Task<long> Count(string table, string column, string value)
    {
        await using var reading = await Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table} WHERE {column} = @value";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@value", value);
        command.Parameters.Add(parameter);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }

    protected static Upsert Company(string key, string name) => new(new CompanyListRow(key, "p", "123456789", name, "Bellerive", 1));

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A row that the table refuses: its name is missing.</summary>
    [Row("company_list", key: 1)]
    protected sealed record BrokenRow(string Company, string Portal, string Siren, string? Name, string City, int Establishments) : Row;
}
