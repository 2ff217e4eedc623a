using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;

namespace Grains.Accounts.Staff;

/// <summary>Hands the open requests of who left over, one commit each. Who asked has the right at that commit, or nothing moves.</summary>
public sealed class LeavingWork(IGrainFactory grains, StaffAccountQueries staff, Rights rights) : IBatchWork
{
    public const string Name = "leaving";

    private const string Heir = "heir";
    private const string Leaver = "leaver";

    public string Kind => Name;

    /// <param name="name">Whose requests they are, as the list of batches shows it.</param>
    /// <param name="heir">A colleague's account; empty for the queue.</param>
    public static BatchOrder Order(Caller by, string account, string name, string heir) =>
        new(Name, by, by.Account, name, new Dictionary<string, string> { [Leaver] = account, [Heir] = heir });

    public Task<int> Count(BatchOrder order, CancellationToken cancel) => staff.OpenOf(rights.ScopeOf(order.By), order.Values[Leaver], cancel);

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) =>
    [
        .. (await staff.Open(rights.ScopeOf(order.By), order.Values[Leaver], RequestIn(after), take, cancel))
            .Select(r => new BatchTarget($"{r.Request}_{r.Number}", r.Subject)),
    ];

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        var request = grains.GetGrain<IRequestOfficeGrain>(RequestIn(target.Key));
        var done = await request.PassOn(order.By, operation, order.Values[Leaver], order.Values[Heir]);
        // The colleague left meanwhile, too: the queue has it rather than nobody.
        if (done.Refusal is RequestRefusal.NoSuchColleague)
            done = await request.PassOn(order.By, operation.Step("queue"), order.Values[Leaver], "");
        return target.Ended(done.Refusal switch
        {
            null => BatchOutcome.Done,
            RequestRefusal.NotFound or RequestRefusal.NotAllowed => BatchOutcome.Refused,
            _ => BatchOutcome.Skipped,
        });
    }

    // A key is the request's, and its number for the result.
    private static string RequestIn(string key) => key.Length == 0 ? "" : key[..key.LastIndexOf('_')];
}
