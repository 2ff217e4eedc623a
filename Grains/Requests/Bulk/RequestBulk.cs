using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Bulk;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>What an act on many requests does to one, where it is more than a verb for one alone.</summary>
internal static class RequestBulk
{
    /// <summary>One that nobody has is taken charge of first: the customer sees who closed it.</summary>
    public static Outcome CloseAmongOthers(this RequestState state, RequestTurn turn, string reason, BulkMatter matter)
    {
        if (!turn.By.Answers())
            return RequestRefusal.NotAllowed;
        if (!state.Exists || state.IsDraft)
            return RequestRefusal.NotFound;
        if (BulkRules.Keeps(BulkAct.Close, matter, turn.By) is { } kept)
            return kept;
        if (string.IsNullOrWhiteSpace(reason))
            return RequestRefusal.NoReason;
        if (reason.Length > RequestHandling.MaxReason)
            return RequestRefusal.TooLong;
        var change = new RequestChange(state, turn);
        if (state.Handler is null)
            change.With(s => s with { Handler = turn.By.Account, HandlerName = turn.By.Name }).GoOnWith(true).Event(EntryKind.TakenInCharge).Journal("taken-in-charge");
        return change
            .With(s => s with { ClosedAt = turn.At, CloseReason = reason })
            .Become(RequestStatus.Closed).Event(EntryKind.Closed, reason).Journal("closed", "with-others").Done();
    }
}
