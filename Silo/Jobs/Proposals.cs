using Grains.Accounts;
using Grains.Commits;
using Silo.Storage;

namespace Silo.Jobs;

/// <summary>Telephones and addresses that advisers proposed and nobody decided on: their rows name who asked for what.</summary>
public sealed class Proposals(IHostStore store)
{
    /// <summary>Forgets those that were over before, some thousands at a call; returns how many went.</summary>
    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancel) =>
        await Sweep("phone_proposal", before, cancel) + await Sweep("email_proposal", before, cancel);

    private async Task<int> Sweep(string table, DateTimeOffset before, CancellationToken cancel) => await store.Execute(
        $"DELETE FROM {table} WHERE account IN (SELECT p.account FROM {table} p WHERE p.asked_at < $1 LIMIT 2000)", CommitLane.Bulk, cancel,
        (before - PhoneProposalRow.Life).ToUnixTimeMilliseconds());
}
