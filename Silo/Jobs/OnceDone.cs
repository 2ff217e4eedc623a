using Dapper;
using Grains.Commits;
using Silo.Storage;

namespace Silo.Jobs;

/// <summary>What a release does once a deployment, to what was written before it; done again after a death in between.</summary>
public sealed class OnceDone(IHostStore store)
{
    /// <param name="name">Names it for good.</param>
    /// <param name="work">May be repeated, also by two nodes at once.</param>
    public async Task Do(string name, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        if (await IsDone(name, cancel))
            return;
        await work(cancel);
        await store.Execute("INSERT INTO setting (name, value) VALUES ($1, 'done') ON CONFLICT (name) DO NOTHING", CommitLane.Bulk, cancel, name);
    }

    private async Task<bool> IsDone(string name, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.ExecuteScalarAsync<string?>(
            new CommandDefinition("SELECT value FROM setting WHERE name = @name", new { name }, cancellationToken: cancel)) is not null;
    }
}
