using System.Globalization;
using Grains.Access;
using Grains.Batches;
using Grains.Calendars;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Requests.Promises;

/// <summary>
/// Asks each open promise of a team anew once its calendar has changed, one commit each. Who asked has the right at that commit, or nothing moves.
/// </summary>
public sealed class ReplanWork(IGrainFactory grains, ReplanQueries promises, Rights rights) : IBatchWork
{
    public const string Name = "replan";

    private const string At = "at";
    private const string Week = "week";
    private const string Day = "day";
    private const string Label = "label";
    private const char Between = ' ';

    public string Kind => Name;

    public static BatchOrder Order(Caller by, CalendarChange change) => new(Name, by, by.Account, change.Calendar, new Dictionary<string, string>
    {
        [At] = change.At.ToString("O"), [Week] = string.Join(Between, change.Week.Select(d => d.Length == 0 ? CalendarText.Closed : d)),
        [Day] = change.Day is { } day ? $"{day:O}" : "", [Label] = change.Label,
    });

    /// <summary>From when on a promise may be put off: what ends before a closing does not see it.</summary>
    /// <param name="day">That is written; null for a change of the week.</param>
    public static DateTimeOffset From(DateOnly? day, DateTimeOffset at) =>
        day is { } one && Paris.At(one.ToDateTime(default)) is var begins && begins > at ? begins : at;

    public Task<int> Count(BatchOrder order, CancellationToken cancel) =>
        promises.Running(rights.ScopeOf(order.By), order.Subject, From(ChangeIn(order)), cancel);

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel) =>
    [
        .. (await promises.Next(rights.ScopeOf(order.By), order.Subject, From(ChangeIn(order)), PlaceIn(after), take, cancel))
            .Select(p => new BatchTarget($"{p.Place}_{p.Number}", p.Subject)),
    ];

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        var request = PlaceIn(target.Key).Split('_', 2)[1];
        var done = await grains.GetGrain<IRequestOfficeGrain>(request).Replan(order.By, operation, ChangeIn(order));
        return target.Ended(done.Refusal switch
        {
            null => BatchOutcome.Done,
            RequestRefusal.NotFound or RequestRefusal.NotAllowed => BatchOutcome.Refused,
            _ => BatchOutcome.Skipped,
        });
    }

    private static DateTimeOffset From(CalendarChange change) => From(change.Day, change.At);

    private static CalendarChange ChangeIn(BatchOrder order) => new(
        order.Subject, DateTimeOffset.Parse(order.Values[At], CultureInfo.InvariantCulture),
        [.. order.Values[Week].Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(d => d == CalendarText.Closed ? "" : d)],
        order.Values[Day] is { Length: > 0 } day ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : null, order.Values[Label]);

    // A key is the promise's place, and the request's number for the result.
    private static string PlaceIn(string key) => key.Length == 0 ? "" : key[..key.LastIndexOf('_')];
}
