using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Portals;

namespace Grains.Portals;

using Outcome = Decision<AnnouncementState, Nothing, AnnouncementRefusal>;

/// <summary>What of a portal's announcements is not over; what is, stands in rows alone.</summary>
public sealed record AnnouncementState : GrainState
{
    public const int Most = 10;
    public const int MaxTitle = 80;
    public const int MaxText = 500;

    public ImmutableList<AnnouncementRow> Standing { get; init; } = [];
}

/// <param name="Portal">The grain's key.</param>
internal readonly record struct AnnouncementTurn(string Portal, Caller By, DateTimeOffset At);

/// <summary>What supervisors do.</summary>
internal static class AnnouncementPublishing
{
    public static Outcome Publish(this AnnouncementState state, AnnouncementTurn turn, Announcement said)
    {
        var standing = state.StandingAt(turn.At);
        var from = said.FromAt is { } later && later > turn.At ? later : turn.At;
        if (!StaffRights.May(turn.By, StaffAct.Announce))
            return AnnouncementRefusal.NotAllowed;
        if (said.Title.Length == 0)
            return AnnouncementRefusal.Empty;
        if (said.Title.Length > AnnouncementState.MaxTitle || said.Text.Length > AnnouncementState.MaxText)
            return AnnouncementRefusal.TooLong;
        if (said.ToAt <= turn.At)
            return AnnouncementRefusal.Ended;
        if (said.ToAt <= from)
            return AnnouncementRefusal.EndsTooSoon;
        if (standing.Count >= AnnouncementState.Most)
            return AnnouncementRefusal.TooMany;
        var at = turn.At.ToUnixTimeMilliseconds();
        while (standing.Exists(a => a.Announcement == Id(at)))
            at++;
        var row = new AnnouncementRow(turn.Portal, Id(at), said.Kind, said.Title, said.Text, from, said.ToAt, turn.By.Name, turn.At);
        return Next(state, standing.Add(row), turn, [new Upsert(row), .. AnnouncementJob.Of(row, turn.At)], "announcement-published", row.Title);
    }

    public static Outcome Withdraw(this AnnouncementState state, AnnouncementTurn turn, string id)
    {
        if (!StaffRights.May(turn.By, StaffAct.Announce))
            return AnnouncementRefusal.NotAllowed;
        var standing = state.StandingAt(turn.At);
        if (standing.Find(a => a.Announcement == id) is not { } row)
            return AnnouncementRefusal.NotFound;
        Effect gone = row.FromAt > turn.At ? Delete.Of<AnnouncementRow>(turn.Portal, id) : new Upsert(row with { ToAt = turn.At });
        return Next(state, standing.Remove(row), turn, [gone, .. AnnouncementJob.Cancelled(row)], "announcement-withdrawn", row.Title);
    }

    /// <summary>The job's turn: nothing becomes true by it.</summary>
    public static Decision<AnnouncementState, Nothing, NoRefusal> Changed(this AnnouncementState state, string portal, DateTimeOffset at) =>
        new(state with { Standing = state.StandingAt(at) }, default, null, [new Notify(Topic(portal))]);

    public static string Topic(string portal) => $"portal/{portal}";

    private static Outcome Next(
        AnnouncementState state, ImmutableList<AnnouncementRow> standing, AnnouncementTurn turn, IReadOnlyList<Effect> effects, string action, string title) =>
        new(state with { Standing = standing }, default, null,
            [.. effects, JournalRow.Of(turn.Portal, turn.At, turn.By.Account, action, title), new Notify(Topic(turn.Portal))]);

    private static ImmutableList<AnnouncementRow> StandingAt(this AnnouncementState state, DateTimeOffset at) => state.Standing.RemoveAll(a => a.ToAt <= at);

    private static string Id(long at) => $"{at:x12}";
}
