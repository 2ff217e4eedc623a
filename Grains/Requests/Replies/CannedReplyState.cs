using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Replies;

using Outcome = Decision<CannedReplyState, Nothing, CannedReplyRefusal>;

/// <summary>Which replies a portal has; their texts stand in rows alone.</summary>
public sealed record CannedReplyState : GrainState
{
    public ImmutableList<KeptReply> Kept { get; init; } = [];
}

/// <param name="WrittenAt">Of its last writing.</param>
public sealed record KeptReply(string Id, string Title, DateTimeOffset WrittenAt);

/// <param name="Portal">The grain's key.</param>
internal readonly record struct ReplyTurn(string Portal, Caller By, DateTimeOffset At);

/// <summary>What supervisors do.</summary>
internal static class CannedReplyWriting
{
    public static Outcome Add(this CannedReplyState state, ReplyTurn turn, CannedReply reply)
    {
        if (Refused(turn, reply) is { } refusal)
            return refusal;
        if (state.Kept.Count >= CannedReply.Most)
            return CannedReplyRefusal.TooMany;
        var at = turn.At.ToUnixTimeMilliseconds();
        while (state.Kept.Exists(k => k.Id == Id(at)))
            at++;
        var kept = new KeptReply(Id(at), reply.Title, turn.At);
        return Next(state with { Kept = state.Kept.Add(kept) }, turn, new Upsert(Row(turn, kept, reply)), "reply-added", reply.Title);
    }

    public static Outcome Change(this CannedReplyState state, ReplyTurn turn, string id, DateTimeOffset seen, CannedReply reply)
    {
        if (!StaffRights.May(turn.By, StaffAct.WriteReplies))
            return CannedReplyRefusal.NotAllowed;
        if (state.Kept.Find(k => k.Id == id) is not { } kept)
            return CannedReplyRefusal.NotFound;
        if (Refused(turn, reply) is { } refusal)
            return refusal;
        if (kept.WrittenAt.ToUnixTimeMilliseconds() != seen.ToUnixTimeMilliseconds())
            return CannedReplyRefusal.ChangedMeanwhile;
        var written = kept with { Title = reply.Title, WrittenAt = turn.At > kept.WrittenAt ? turn.At : kept.WrittenAt.AddMilliseconds(1) };
        return Next(state with { Kept = state.Kept.Replace(kept, written) }, turn, new Upsert(Row(turn, written, reply)), "reply-changed", reply.Title);
    }

    public static Outcome Remove(this CannedReplyState state, ReplyTurn turn, string id) =>
        !StaffRights.May(turn.By, StaffAct.WriteReplies) ? CannedReplyRefusal.NotAllowed
        : state.Kept.Find(k => k.Id == id) is not { } kept ? CannedReplyRefusal.NotFound
        : Next(state with { Kept = state.Kept.Remove(kept) }, turn, Delete.Of<CannedReplyRow>(turn.Portal, id), "reply-removed", kept.Title);

    private static CannedReplyRefusal? Refused(ReplyTurn turn, CannedReply reply) =>
        !StaffRights.May(turn.By, StaffAct.WriteReplies) ? CannedReplyRefusal.NotAllowed
        : reply.Title.Length == 0 || reply.Text.Length == 0 ? CannedReplyRefusal.Empty
        : reply.Title.Length > CannedReply.LongestTitle || reply.Text.Length > CannedReply.LongestText ? CannedReplyRefusal.TooLong
        : ReplyVariables.Unknown(reply.Text).Count > 0 ? CannedReplyRefusal.UnknownVariable
        : null;

    private static CannedReplyRow Row(ReplyTurn turn, KeptReply kept, CannedReply reply) =>
        new(turn.Portal, kept.Id, reply.Title, reply.Text, reply.Team, reply.Form, turn.By.Name, kept.WrittenAt);

    private static Outcome Next(CannedReplyState state, ReplyTurn turn, Effect row, string action, string title) =>
        new(state, default, null, [row, JournalRow.Of(turn.Portal, turn.At, turn.By.Account, action, title), new Notify(CannedReplyQueries.Topic)]);

    private static string Id(long at) => $"{at:x12}";
}
