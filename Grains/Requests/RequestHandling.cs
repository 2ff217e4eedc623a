using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Forms;
using Grains.Requests.Ties;

namespace Grains.Requests;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>What advisers do with a request.</summary>
internal static class RequestHandling
{
    /// <summary>Characters of what the customer reads when the request is closed.</summary>
    public const int MaxReason = 500;

    /// <summary>An adviser whose role answers requests.</summary>
    public static bool Answers(this Caller by) => StaffRights.May(by, StaffAct.AnswerRequests);

    /// <summary>Why this adviser may not act on the request: it is closed, nobody's yet, or another's.</summary>
    public static RequestRefusal? RefusesHandling(this RequestState state, Caller by) =>
        !by.Answers() ? RequestRefusal.NotAllowed
        : state.Status is RequestStatus.Closed ? RequestRefusal.AlreadyClosed
        : state.Handler is null ? RequestRefusal.NotInCharge
        : state.Handler != by.Account ? RequestRefusal.TakenByAnother
        : null;

    public static Outcome TakeCharge(this RequestState state, RequestTurn turn) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : state.IsDraft ? RequestRefusal.NotFound
        : state.Status is RequestStatus.Closed ? RequestRefusal.AlreadyClosed
        : state.Handler is not null ? RequestRefusal.TakenByAnother
        : new RequestChange(state, turn)
            .With(s => s with { Handler = turn.By.Account, HandlerName = turn.By.Name })
            .GoOnWith(true).Event(EntryKind.TakenInCharge).Journal("taken-in-charge").Done();

    public static Decision<RequestState, Posted, RequestRefusal> AskFor(this RequestState state, RequestTurn turn, IReadOnlyList<string> items, string text)
    {
        if (state.RefusesHandling(turn.By) is { } refusal)
            return refusal;
        if (items.Count == 0)
            return RequestRefusal.NothingAsked;
        if (text.Length > NewMessage.MaxLength)
            return RequestRefusal.TooLong;
        if (Unasked(items, state) is { } unasked)
            return unasked;
        var change = new RequestChange(state, turn);
        if (!string.IsNullOrWhiteSpace(text))
            change.Message(text, []);
        change.Ask(turn, items).Become(RequestStatus.Waiting).Journal("asked", $"{items.Count}");
        return change.Done(new Posted(change.State.LastSeq, change.State.LastTick));
    }

    /// <summary>Why these are not asked for beside what is missing; null when they are.</summary>
    public static RequestRefusal? Unasked(IReadOnlyList<string> items, RequestState? state = null) =>
        items.Any(i => i.Length > 200) ? RequestRefusal.TooLong
        : (state?.Missing.Count ?? 0) + Unheard(items, state).Count > NewMessage.MaxAsked ? RequestRefusal.TooManyItems : null;

    /// <summary>What is missing already is asked for once.</summary>
    public static RequestChange Ask(this RequestChange change, RequestTurn turn, IReadOnlyList<string> items)
    {
        var first = change.State.LastTick + 1;
        var asked = Unheard(items, change.State).Select((label, i) => new AskedItem($"{first}-{i + 1}", label, turn.At, null, null)).ToList();
        return change
            .With(s => s with { Asked = [.. s.Asked.Where(a => a.File is not null).TakeLast(NewMessage.MaxAsked), .. s.Missing, .. asked] })
            .Event(EntryKind.Asked, string.Join('\n', items))
            .FoundBy(turn, items)
            .Add([.. asked.Select(a => new Upsert(new AskedItemRow(turn.Key, a.Id, a.Label, a.AskedAt, null, null)))]);
    }

    private static List<string> Unheard(IReadOnlyList<string> items, RequestState? state) =>
        [.. items.Distinct().Where(label => state is null || state.Missing.All(m => m.Label != label))];

    public static Outcome WithdrawItem(this RequestState state, RequestTurn turn, string item)
    {
        if (state.RefusesHandling(turn.By) is { } refusal)
            return refusal;
        if (state.Missing.FirstOrDefault(a => a.Id == item) is not { } withdrawn)
            return RequestRefusal.NothingAsked;
        return new RequestChange(state, turn)
            .With(s => s with { Asked = s.Asked.Remove(withdrawn) })
            .Event(EntryKind.ItemWithdrawn, withdrawn.Label)
            .Add(Delete.Of<AskedItemRow>(turn.Key, item))
            .Journal("item-withdrawn", item)
            .GoOnWithTheLastItem()
            .Done();
    }

    /// <param name="change">Of the answers as they were sent.</param>
    public static Outcome RecordChange(this RequestState state, RequestTurn turn, FormChange? change) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : state.Change is not ChangeStage.Waits || change is null ? RequestRefusal.NoChange
        : new RequestChange(state, turn)
            .Changes(change, ChangeStage.Recorded)
            .Event(EntryKind.ChangeRecorded, FormText.Shown(change.Day)).Journal("change-recorded").Done();

    /// <summary>What became of the account that was asked for: nobody has to answer any more.</summary>
    public static Outcome EndAccountChange(this RequestState state, RequestTurn turn, BankStage end) =>
        !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : state.Status is RequestStatus.Closed ? RequestRefusal.AlreadyClosed
        : new RequestChange(state, turn)
            .With(s => s with { ClosedAt = turn.At })
            .AskForNothingMore()
            .Become(RequestStatus.Closed).Event(EntryKind.AccountEnded, $"{(int)end}").Journal("account-change-ended", $"{end}").Done();

    public static Outcome Close(this RequestState state, RequestTurn turn, string reason) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(reason) ? RequestRefusal.NoReason
        : reason.Length > MaxReason ? RequestRefusal.TooLong
        : new RequestChange(state, turn)
            .With(s => s with { ClosedAt = turn.At, CloseReason = reason })
            .AskForNothingMore()
            .Become(RequestStatus.Closed).Event(EntryKind.Closed, reason).Journal("closed").Done();

    public static Outcome Reopen(this RequestState state, RequestTurn turn) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : state.IsDraft ? RequestRefusal.NotFound
        : state.Status is not RequestStatus.Closed ? RequestRefusal.NotClosed
        : new RequestChange(state, turn)
            .With(s => s with { ClosedAt = null, CloseReason = null, Handler = turn.By.Account, HandlerName = turn.By.Name })
            .PartsAgain(turn).Become(RequestStatus.InProgress).PromiseAgain(turn.Usual).Event(EntryKind.Reopened).Journal("reopened").Done();
}
