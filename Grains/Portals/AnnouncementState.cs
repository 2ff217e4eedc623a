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
        if (Refused(turn, said, from) is { } refusal)
            return refusal;
        if (standing.Count >= AnnouncementState.Most)
            return AnnouncementRefusal.TooMany;
        var at = turn.At.ToUnixTimeMilliseconds();
        while (standing.Exists(a => a.Announcement == Id(at)))
            at++;
        var row = new AnnouncementRow(turn.Portal, Id(at), said.Kind, said.Title, said.Text, from, said.ToAt, turn.By.Name, turn.At);
        return Next(state, standing.Add(row), turn, [new Upsert(row), .. AnnouncementJob.Of(row, turn.At)], "announcement-published", row.Title);
    }

    public static Outcome Change(this AnnouncementState state, AnnouncementTurn turn, string id, DateTimeOffset seen, Announcement said)
    {
        if (!StaffRights.May(turn.By, StaffAct.Announce))
            return AnnouncementRefusal.NotAllowed;
        var standing = state.StandingAt(turn.At);
        if (standing.Find(a => a.Announcement == id) is not { } row)
            return AnnouncementRefusal.NotFound;
        var from = row.FromAt <= turn.At ? row.FromAt : said.FromAt is { } later && later > turn.At ? later : turn.At;
        if (Refused(turn, said, from) is { } refusal)
            return refusal;
        if (row.PublishedAt.ToUnixTimeMilliseconds() != seen.ToUnixTimeMilliseconds())
            return AnnouncementRefusal.ChangedMeanwhile;
        var written = turn.At > row.PublishedAt ? turn.At : row.PublishedAt.AddMilliseconds(1);
        var changed = row with { Title = said.Title, Text = said.Text, FromAt = from, ToAt = said.ToAt, AuthorName = turn.By.Name, PublishedAt = written };
        return Next(state, standing.Replace(row, changed), turn,
            [new Upsert(changed), .. AnnouncementJob.Cancelled(row), .. AnnouncementJob.Of(changed, turn.At)], "announcement-changed", changed.Title);
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

    private static AnnouncementRefusal? Refused(AnnouncementTurn turn, Announcement said, DateTimeOffset from) =>
        !StaffRights.May(turn.By, StaffAct.Announce) ? AnnouncementRefusal.NotAllowed
        : said.Title.Length == 0 ? AnnouncementRefusal.Empty
        : said.Title.Length > AnnouncementState.MaxTitle || said.Text.Length > AnnouncementState.MaxText ? AnnouncementRefusal.TooLong
        : said.ToAt <= turn.At ? AnnouncementRefusal.Ended
        : said.ToAt <= from ? AnnouncementRefusal.EndsTooSoon
        : null;

    private static Outcome Next(
        AnnouncementState state, ImmutableList<AnnouncementRow> standing, AnnouncementTurn turn, IReadOnlyList<Effect> effects, string action, string title) =>
        new(state with { Standing = standing }, default, null,
            [.. effects, JournalRow.Of(turn.Portal, turn.At, turn.By.Account, action, title), new Notify(Topic(turn.Portal))]);

    private static ImmutableList<AnnouncementRow> StandingAt(this AnnouncementState state, DateTimeOffset at) => state.Standing.RemoveAll(a => a.ToAt <= at);

    private static string Id(long at) => $"{at:x12}";
}
