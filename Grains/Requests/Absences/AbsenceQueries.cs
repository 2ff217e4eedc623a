using Grains.Access;
using Grains.Commits;
using Grains.Reads;

namespace Grains.Requests.Absences;

/// <summary>Who is away, now or later. Staff only.</summary>
public sealed class AbsenceQueries(IStateStore store)
{
    /// <summary>What pages that show them watch.</summary>
    public const string Topic = "desk/absences";

    /// <summary>More than a back office announces.</summary>
    private const int Most = 500;

    /// <summary>True of an absence <paramref name="alias"/> that holds now.</summary>
    internal static string Holds(string alias) => $"{alias}.from_at <= @now AND {alias}.until_at > @now";

    /// <summary>Those that are not over, the next one first.</summary>
    public Task<IReadOnlyList<AbsenceView>> All(Scope scope, CancellationToken cancel = default) => AllOf(scope).Alone(store, cancel);

    internal static Statement<IReadOnlyList<AbsenceView>> AllOf(Scope scope) => scope.IsStaff
        ? Statement.Rows<AbsenceView>(
            scope,
            $"""
            SELECT u.account, u.absence, u.from_at, u.until_at, a.first_name || ' ' || a.last_name AS name FROM staff_absence u JOIN account_list a ON a.account = u.account
            WHERE u.until_at > @now ORDER BY u.from_at, u.account LIMIT {Most}
            """)
        : throw new InvalidOperationException("Absences are the staff's.");
}

public sealed record AbsenceView
{
    public string Account { get; init; } = "";

    public string Absence { get; init; } = "";

    public DateTimeOffset FromAt { get; init; }

    /// <summary>The first instant at which they are back.</summary>
    public DateTimeOffset UntilAt { get; init; }

    public string Name { get; init; } = "";
}
