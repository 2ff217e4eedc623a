using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Payments;
using Grains.Requests;
using Grains.Spaces;

namespace Grains.Reads;

/// <summary>What surrounds every page of the back office, in one round trip.</summary>
public sealed class StaffQueries(IStateStore store, SpaceQueries spaces)
{
    public async Task<StaffCounts> Counts(Scope scope, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            return new StaffCounts(0, 0, 0, 0);
        var batch = new StatementBatch(scope);
        var (admissions, registrations) = (batch.Add(spaces.WaitingCountOf(scope)), batch.Add(RegistrationQueries.CountOf(scope)));
        var (claims, contests) = (batch.Add(SpaceClaimQueries.RipeCountOf(scope)), batch.Add(ContestQueries.CountOf(scope)));
        var (accounts, waivers) = (batch.Add(BankChangeQueries.CountOf(scope)), batch.Add(WaiverQueries.WaitingCountOf(scope)));
        var proofs = batch.Add(ProofQueries.WaitingCountOf(scope));
        await batch.Run(store, cancel);
        return new StaffCounts(admissions.Value + claims.Value, registrations.Value, contests.Value, accounts.Value) { Waivers = waivers.Value, Proofs = proofs.Value };
    }
}

/// <summary>What waits for advisers beside requests, each counted to <see cref="RequestCounts.Most"/>.</summary>
/// <param name="Admissions">People whom the administrators of their company have left without an answer, and claims to administrate a space that may be decided.</param>
/// <param name="Registrations">Identity documents to check, and people to call back.</param>
/// <param name="Contests">Employees who contest what their employer typed.</param>
/// <param name="Accounts">Other accounts to pay to that are on their way.</param>
public sealed record StaffCounts(int Admissions, int Registrations, int Contests, int Accounts)
{
    /// <summary>Waivers that the insurer has to answer.</summary>
    public int Waivers { get; init; }

    /// <summary>Proofs of portability that the insurer has to answer.</summary>
    public int Proofs { get; init; }
}
