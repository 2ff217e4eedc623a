using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Routing;

/// <summary>« Appliquer aux demandes ouvertes »: each open request that nobody has goes where the rules say at its commit.</summary>
public sealed class RoutingWork(IGrainFactory grains, RoutingQueries routing, Rights rights) : IBatchWork
{
    public const string Name = "routing";

    public string Kind => Name;

    public static BatchOrder Order(Caller by) => new(Name, by, by.Account, "", new Dictionary<string, string>());

    public Task<int> Count(BatchOrder order, CancellationToken cancel) => routing.Affected(rights.ScopeOf(order.By), cancel);

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel)
    {
        var (place, found) = (Place(after), new List<BatchTarget>());
        while (found.Count < take)
        {
            var page = await routing.Open(rights.ScopeOf(order.By), place, RoutingQueries.Step, cancel);
            found.AddRange(page.Where(r => r.Moves).Select(r => new BatchTarget($"{r.Place}_{r.Number}", r.Subject)));
            if (page.Count < RoutingQueries.Step)
                break;
            place = page[^1].Place;
        }
        return [.. found.Take(take)];
    }

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        var request = Place(target.Key).Split('_', 3)[2];
        var done = await grains.GetGrain<IRequestGrain>(request).Reroute(order.By, operation);
        return target.Ended(done.Refusal switch
        {
            null => BatchOutcome.Done,
            RequestRefusal.NotFound or RequestRefusal.NotAllowed => BatchOutcome.Refused,
            _ => BatchOutcome.Skipped,
        });
    }

    // A key is the request's place, and its number for the result.
    private static string Place(string key) => key.Length == 0 ? "" : key[..key.LastIndexOf('_')];
}
