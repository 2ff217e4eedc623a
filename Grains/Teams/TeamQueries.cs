using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Teams;

/// <summary>Teams with who is in them and what is open, and what supervisors have written of their hours. Staff only.</summary>
public sealed class TeamQueries(IStateStore store)
{
    /// <summary>What pages that show them watch.</summary>
    public const string Topic = "desk/equipes";

    private const string Names = "SELECT t.team, t.name FROM team t WHERE t.office = @office ORDER BY t.team LIMIT 60";

    /// <param name="teams">Keys of those whose open requests are counted.</param>
    public async Task<TeamsView> All(Scope scope, IReadOnlyList<string> teams, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(ForStaff(scope));
        var (members, open) = (batch.Add(MembersOf(scope)), batch.Add(OpenOf(scope, teams)));
        await batch.Run(store, cancel);
        return new(members.Value, open.Value.ToDictionary(o => o.Team, o => o.Count));
    }

    /// <summary>What supervisors have written of a calendar: days that are not over, and who wrote the week.</summary>
    /// <param name="today">Days before it are left out.</param>
    public async Task<CalendarView> Calendar(Scope scope, string calendar, DateOnly today, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(ForStaff(scope));
        var week = batch.Add(Statement.First<WrittenWeek>(
            scope, "SELECT c.revision, c.author_name, c.written_at FROM team_calendar c WHERE c.calendar = @calendar", ("calendar", calendar)));
        var days = batch.Add(Statement.Rows<WrittenDay>(
            scope,
            """
            SELECT c.calendar, c.day, c.slots, c.label, c.author_name, c.written_at FROM team_closing c WHERE c.calendar = @calendar AND c.day >= @today
            ORDER BY c.day LIMIT 200
            """, ("calendar", calendar), ("today", TeamClosingRow.Spelled(today))));
        await batch.Run(store, cancel);
        return new(week.Value, days.Value);
    }

    /// <summary>What supervisors call teams; read for every page of the back office, by <see cref="TeamBook"/>.</summary>
    internal async Task<IReadOnlyList<TeamName>> Written(CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await Dapper.SqlMapper.QueryAsync<TeamName>(
            reading, new Dapper.CommandDefinition(Names, new { office = Caller.StaffPortal }, cancellationToken: cancel))];
    }

    internal static Statement<IReadOnlyList<MemberView>> MembersOf(Scope scope) => Statement.Rows<MemberView>(
        ForStaff(scope),
        $"""
        SELECT a.account, a.first_name || ' ' || a.last_name AS name, coalesce(m.team, '') AS team
        FROM account_list a LEFT JOIN team_member m ON m.office = @office AND m.account = a.account
        WHERE {ColleagueQueries.Answers} ORDER BY a.last_name, a.first_name, a.account LIMIT {ColleagueQueries.Most}
        """, ("office", Caller.StaffPortal));

    internal static Statement<IReadOnlyList<OpenCount>> OpenOf(Scope scope, IReadOnlyList<string> teams) => Statement.Rows<OpenCount>(
        ForStaff(scope),
        string.Join(" UNION ALL ", teams.Select((_, i) =>
            $"SELECT @team{i} AS team, {RequestSets.Count(RequestSets.Queued(QueueView.All, RequestCounts.Most, $"@team{i}"))} AS count")),
        [.. teams.Select((t, i) => ($"team{i}", (object?)t))]);

    private static Scope ForStaff(Scope scope) => scope.IsStaff ? scope : throw new InvalidOperationException("Teams are the staff's.");

    internal sealed record OpenCount
    {
        public string Team { get; init; } = "";

        public int Count { get; init; }
    }
}

/// <param name="Colleagues">Who answers requests, by name.</param>
/// <param name="Open">How many open requests each team has, counted to <see cref="RequestCounts.Most"/>.</param>
public sealed record TeamsView(IReadOnlyList<MemberView> Colleagues, IReadOnlyDictionary<string, int> Open);

public sealed record MemberView
{
    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Empty for none.</summary>
    public string Team { get; init; } = "";
}

/// <param name="Week">Null where nobody has written it.</param>
public sealed record CalendarView(WrittenWeek? Week, IReadOnlyList<WrittenDay> Days);

public sealed record WrittenWeek
{
    public long Revision { get; init; }

    public string AuthorName { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }
}

public sealed record WrittenDay
{
    public string Calendar { get; init; } = "";

    /// <summary>As <c>2026-12-24</c>.</summary>
    public string Day { get; init; } = "";

    public string Slots { get; init; } = "";

    public string Label { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }
}
