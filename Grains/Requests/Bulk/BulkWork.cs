using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Bulk;

/// <summary>Takes charge of, transfers or closes the requests that an adviser has chosen, one commit each, by the adviser's right at that commit.</summary>
public sealed class BulkWork(IGrainFactory grains, BulkQueries requests, RequestQueries found, Rights rights) : IBatchWork
{
    public const string Name = "requests";

    public const string Act = "act";

    private const string Numbers = "numbers";
    private const string Text = "text";
    private const string Team = "team";
    private const string Handler = "handler";

    public string Kind => Name;

    public static BatchOrder Order(Caller by, BulkWish wish) => new(Name, by, by.Account, $"{wish.Act}", new Dictionary<string, string>
    {
        [Act] = $"{wish.Act}", [Numbers] = string.Join(' ', wish.Numbers), [Text] = wish.Text, [Team] = wish.Team, [Handler] = wish.Handler,
    });

    public Task<int> Count(BatchOrder order, CancellationToken cancel) => Task.FromResult(ChosenIn(order).Length);

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) =>
    [
        .. (await requests.Chosen(rights.ScopeOf(order.By), order.By, ActOf(order), ChosenIn(order), cancel))
            .Where(r => string.CompareOrdinal(r.Number, after) > 0).OrderBy(r => r.Number, StringComparer.Ordinal).Take(take)
            .Select(r => new BatchTarget(r.Number, r.Subject)),
    ];

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        if (await found.Find(rights.ScopeOf(order.By), target.Key, cancel) is not { } one)
            return target.Ended(BatchOutcome.Refused);
        var request = grains.GetGrain<IRequestGrain>(one.Request);
        var done = await (ActOf(order) switch
        {
            BulkAct.TakeCharge => request.TakeCharge(order.By, operation),
            BulkAct.Transfer => request.Transfer(order.By, operation, new RequestTransfer(order.Values[Team], order.Values[Handler], order.Values[Text])),
            _ => request.CloseAmongOthers(order.By, operation, order.Values[Text]),
        });
        return target.Ended(done.Refusal switch
        {
            null => BatchOutcome.Done,
            RequestRefusal.NotFound or RequestRefusal.NotAllowed or RequestRefusal.NoSuchColleague => BatchOutcome.Refused,
            _ => BatchOutcome.Skipped,
        });
    }

    private static BulkAct ActOf(BatchOrder order) => Enum.Parse<BulkAct>(order.Values[Act]);

    private static string[] ChosenIn(BatchOrder order) => order.Values[Numbers].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
