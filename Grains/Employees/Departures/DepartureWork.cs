using System.Globalization;
using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures;

/// <summary>
/// Departures of those that somebody has chosen, on one day and for one reason. Each is declared in their own commit, by the right of who asked, who may take
/// each back that day; each leaver is told by it, once.
/// </summary>
public sealed class DepartureWork(DepartureQueries departures, AffiliationService affiliations, Rights rights) : IBatchWork
{
    public const string Name = "employee-departures";

    private const string Chosen = "chosen";
    private const string LastDay = "lastDay";
    private const string Reason = "reason";

    public string Kind => Name;

    public static BatchOrder Order(Caller by, IReadOnlyList<string> ids, DateOnly lastDay, string reason) => new(
        Name, by, by.Account, "",
        new Dictionary<string, string> { [Chosen] = string.Join(' ', ids), [LastDay] = EmployeeChange.Day(lastDay), [Reason] = reason });

    public Task<int> Count(BatchOrder order, CancellationToken cancel) => Task.FromResult(ChosenIn(order).Count);

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) =>
        [.. (await departures.Chosen(rights.ScopeOf(order.By), ChosenIn(order), cancel)).Select(l => new BatchTarget(l.Id, l.Name))
            .Where(t => string.CompareOrdinal(t.Key, after) > 0).OrderBy(t => t.Key, StringComparer.Ordinal).Take(take)];

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        var lastDay = DateOnly.ParseExact(order.Values[LastDay], "O", CultureInfo.InvariantCulture);
        var left = await affiliations.Depart(order.By, operation, target.Key, new NewDeparture(lastDay, order.Values[Reason]));
        return left.Refusal switch
        {
            null => target.Ended(BatchOutcome.Done),
            EmployeeRefusal.AlreadyLeft => target.Ended(BatchOutcome.Skipped, reason: nameof(LeaverStop.Left)),
            { } refusal => target.Ended(BatchOutcome.Refused, reason: $"{Why(refusal)}"),
        };
    }

    private static LeaverStop? Why(EmployeeRefusal refusal) => refusal switch
    {
        EmployeeRefusal.NotFound => LeaverStop.NoRight,
        EmployeeRefusal.NotCovered => LeaverStop.NotCovered,
        EmployeeRefusal.WrongDay => LeaverStop.BeforeHire,
        EmployeeRefusal.NoAddress => LeaverStop.NoAddress,
        _ => null,
    };

    private static IReadOnlyList<string> ChosenIn(BatchOrder order) => order.Values[Chosen].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
