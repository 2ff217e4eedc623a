using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Text;

namespace Grains.Teams;

using Outcome = Decision<TeamsState, Nothing, TeamRefusal>;

/// <summary>What supervisors have written of teams.</summary>
public sealed record TeamsState : GrainState
{
    /// <summary>Those that were made, and those of the forms that are called otherwise.</summary>
    public ImmutableList<TeamName> Names { get; init; } = [];

    /// <summary>Team of each colleague who is in one, by their account.</summary>
    public ImmutableDictionary<string, string> Members { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How many were ever made: what names the next one.</summary>
    public long Last { get; init; }
}

/// <param name="Office">Key of the grain.</param>
[Row("team", key: 2)]
public sealed record TeamRow(string Office, string Team, string Name) : Row;

/// <param name="Office">Key of the grain.</param>
[Row("team_member", key: 2)]
public sealed record TeamMemberRow(string Office, string Account, string Team) : Row;

/// <param name="Key">The grain's.</param>
internal readonly record struct TeamsTurn(string Key, Caller By, DateTimeOffset At);

/// <summary>What supervisors do.</summary>
internal static class TeamsWriting
{
    public static Decision<TeamsState, string, TeamRefusal> Create(this TeamsState state, TeamsTurn turn, string name)
    {
        if (state.Refuses(turn, "", name) is { } refusal)
            return refusal;
        if (state.Names.Count >= TeamName.Most)
            return TeamRefusal.TooMany;
        var made = new TeamName($"{TeamName.MadePrefix}{state.Last + 1}", name);
        return new(
            state with { Names = state.Names.Add(made), Last = state.Last + 1 }, made.Team, null,
            Effects(turn, new TeamRow(turn.Key, made.Team, name), "team-made", made.Team));
    }

    public static Outcome Rename(this TeamsState state, TeamsTurn turn, string team, string seen, string name)
    {
        if (state.Refuses(turn, team, name) is { } refusal)
            return refusal;
        if (!state.Has(team))
            return TeamRefusal.NotFound;
        var written = state.Names.Find(n => n.Team == team);
        if (name == (written?.Name ?? seen))
            return Outcome.Unchanged;
        if (written is not null && written.Name != seen)
            return TeamRefusal.Changed;
        return new(
            state with { Names = (written is null ? state.Names : state.Names.Remove(written)).Add(new(team, name)) }, default, null,
            Effects(turn, new TeamRow(turn.Key, team, name), "team-renamed", team));
    }

    /// <param name="answers">The account is a colleague's who answers requests.</param>
    public static Outcome Move(this TeamsState state, TeamsTurn turn, string account, bool answers, string seen, string team)
    {
        if (!StaffRights.May(turn.By, StaffAct.ManageTeams))
            return TeamRefusal.NotAllowed;
        if (!answers || team.Length > 0 && !state.Has(team))
            return TeamRefusal.NotFound;
        var now = state.Members.GetValueOrDefault(account, "");
        if (now == team)
            return Outcome.Unchanged;
        if (now != seen)
            return TeamRefusal.Changed;
        return team.Length == 0
            ? new(state with { Members = state.Members.Remove(account) }, default, null,
                [Delete.Of<TeamMemberRow>(turn.Key, account), Journal(turn, "team-left", $"{account} {now}"), new Notify(TeamQueries.Topic)])
            : new(state with { Members = state.Members.SetItem(account, team) }, default, null,
                Effects(turn, new TeamMemberRow(turn.Key, account, team), "team-joined", $"{account} {team}"));
    }

    // Those of the forms are known to the pages.
    private static bool Has(this TeamsState state, string team) =>
        !team.StartsWith(TeamName.MadePrefix, StringComparison.Ordinal) || state.Names.Exists(n => n.Team == team);

    private static TeamRefusal? Refuses(this TeamsState state, TeamsTurn turn, string team, string name) =>
        !StaffRights.May(turn.By, StaffAct.ManageTeams) ? TeamRefusal.NotAllowed
        : name.Length is 0 or > TeamName.Longest ? TeamRefusal.NoName
        : state.Names.Exists(n => n.Team != team && SearchText.Normalize(n.Name) == SearchText.Normalize(name)) ? TeamRefusal.Twice
        : null;

    private static Effect[] Effects(TeamsTurn turn, Row row, string action, string detail) =>
        [new Upsert(row), Journal(turn, action, detail), new Notify(TeamQueries.Topic)];

    private static Effect Journal(TeamsTurn turn, string action, string detail) => JournalRow.Of(turn.Key, turn.At, turn.By.Account, action, detail);
}
