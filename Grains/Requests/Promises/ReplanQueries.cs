using System.Globalization;
using Grains.Access;
using Grains.Commits;
using Grains.Reads;

namespace Grains.Requests.Promises;

/// <summary>Promises that a change of their team's calendar may put off. Staff only.</summary>
public sealed class ReplanQueries(IStateStore store)
{
    /// <summary>More are said to be this many.</summary>
    public const int MostCounted = 10_000;

    private const long Ceiling = 9_999_999_999_999;

    /// <summary>How many promises of a team run, and end after this instant; at most <see cref="MostCounted"/>.</summary>
    public async Task<int> Running(Scope scope, string team, DateTimeOffset after, CancellationToken cancel = default) =>
        (int)(await CountOf(scope, team, after).Alone(store, cancel))[0];

    internal static Statement<IReadOnlyList<long>> CountOf(Scope scope, string team, DateTimeOffset after) => Statement.Rows<long>(
        ForStaff(scope),
        $"SELECT count(*) FROM (SELECT 1 FROM request_promise p WHERE p.team = @team AND p.due_at > @after LIMIT {MostCounted}) n",
        ("team", team), ("after", after.ToUnixTimeMilliseconds()));

    /// <summary>
    /// The next of them, those that end last first: what is put off meanwhile lies behind, and is not met twice.
    /// </summary>
    /// <param name="place">The <see cref="RunningPromise.Place"/> of the last one before, or empty.</param>
    internal Task<IReadOnlyList<RunningPromise>> Next(Scope scope, string team, DateTimeOffset after, string place, int take, CancellationToken cancel) =>
        NextOf(scope, team, after, place, take).Alone(store, cancel);

    internal static Statement<IReadOnlyList<RunningPromise>> NextOf(Scope scope, string team, DateTimeOffset after, string place, int take)
    {
        var (due, request) = place.Split('_', 2) is [var left, var key] ? (Ceiling - long.Parse(left, CultureInfo.InvariantCulture), key) : (Ceiling, "");
        return Statement.Rows<RunningPromise>(
            ForStaff(scope),
            """
            SELECT k.request, k.due_at, r.number, r.subject
            FROM (SELECT p.request, p.due_at FROM request_promise p
              WHERE p.team = @team AND p.due_at > @after AND p.due_at <= @due AND (p.due_at < @due OR p.request > @request)
              ORDER BY p.due_at DESC, p.request LIMIT @take) k
            CROSS JOIN request_list r WHERE r.request = k.request ORDER BY k.due_at DESC, k.request
            """,
            ("team", team), ("after", after.ToUnixTimeMilliseconds()), ("due", due), ("request", request), ("take", take));
    }

    private static Scope ForStaff(Scope scope) => scope.IsStaff ? scope : throw new InvalidOperationException("Promises of a team are the staff's.");

    internal static string PlaceOf(RunningPromise one) => $"{Ceiling - one.DueAt.ToUnixTimeMilliseconds():D13}_{one.Request}";
}

public sealed record RunningPromise
{
    public string Request { get; init; } = "";

    public DateTimeOffset DueAt { get; init; }

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>Where it stands among the others, in the order of its text.</summary>
    public string Place => ReplanQueries.PlaceOf(this);
}
