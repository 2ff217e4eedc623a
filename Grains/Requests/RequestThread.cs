using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Ties;

namespace Grains.Requests;

/// <summary>What both sides say in a request, and how far they have read.</summary>
internal static class RequestThread
{
    /// <summary>What a thread calls a medical piece.</summary>
    private const string VeiledLabel = "pièce médicale";

    /// <param name="answers">Of an adviser: what was promised is kept by it.</param>
    public static Decision<RequestState, Posted, RequestRefusal> Post(this RequestState state, RequestTurn turn, string text, IReadOnlyList<Attachment> files, bool answers = false)
    {
        if (state.IsDraft)
            return RequestRefusal.NotFound;
        if (Unfit(text, files) is { } unfit)
            return unfit;
        var change = new RequestChange(state, turn);
        if (turn.By.IsStaff)
        {
            if (state.RefusesHandling(turn.By) is { } refusal)
                return refusal;
            change.Message(text, files);
            if (answers)
                change.Keep();
        }
        else if (state.Status is RequestStatus.Closed)
        {
            change.FollowedBy(turn);
            if (state.ClosedAt + NewMessage.ReopensWithin <= turn.At)
                return RequestRefusal.ClosedTooLong;
            change.With(s => s with { ClosedAt = null, CloseReason = null }).PartsAgain(turn)
                .Become(state.Handler is null ? RequestStatus.Sent : RequestStatus.InProgress).PromiseAgain(turn.Usual)
                .Event(EntryKind.Reopened).Message(text, files);
        }
        else
        {
            change.FollowedBy(turn);
            if (state.Status is RequestStatus.Waiting)
                change.Become(RequestStatus.InProgress);
            change.PromiseAgain(turn.Usual).Message(text, files);
        }
        return change.Journal("posted", $"{change.State.LastSeq}").Done(new Posted(change.State.LastSeq, change.State.LastTick));
    }

    public static Decision<RequestState, Nothing, RequestRefusal> HandIn(this RequestState state, RequestTurn turn, string item, Attachment file)
    {
        var at = state.Asked.FindIndex(a => a.Id == item && a.File is null);
        if (turn.By.IsStaff || state.Status is RequestStatus.Closed || at < 0)
            return RequestRefusal.NothingAsked;
        var received = state.Asked[at] with { File = file.File, ReceivedAt = turn.At };
        return new RequestChange(state, turn)
            .With(s => s with { Asked = s.Asked.SetItem(at, received) })
            .Event(EntryKind.ItemReceived, received.Veiled ? VeiledLabel : received.Label)
            .FoundBy(turn, received.Veiled ? Array.Empty<string>() : [received.Label, file.Name])
            .Link(file with { Veiled = received.Veiled })
            .Add(new Upsert(new AskedItemRow(turn.Key, received.Id, received.Label, received.AskedAt, file.File, turn.At)))
            .Journal("handed-in", item)
            .GoOnWithTheLastItem()
            .Done();
    }

    public static Decision<RequestState, Nothing, RequestRefusal> Withdraw(this RequestState state, RequestTurn turn) =>
        turn.By.IsStaff ? RequestRefusal.NotAllowed
        : state.Status is not RequestStatus.Sent ? RequestRefusal.TooLate
        : new RequestChange(state, turn)
            .With(s => s with { ClosedAt = turn.At, CloseReason = "retirée" })
            .AskForNothingMore()
            .Become(RequestStatus.Closed).Event(EntryKind.Withdrawn).Journal("withdrawn").Done();

    /// <summary>Unchanged when nothing is new: then there is nothing to commit. What lists show of the request stays as it is.</summary>
    /// <param name="known">How far this person had come; null for a first reading. A row, not state: a request may have very many readers.</param>
    public static Decision<RequestState, Nothing, RequestRefusal> Seen(this RequestState state, RequestTurn turn, ReaderView? known, long tick, bool read)
    {
        var (receivedBefore, readBefore) = known is null ? (0, 0) : (known.Received, known.Read);
        tick = Math.Min(tick, state.LastTick);
        var (receivedNow, readNow) = (Math.Max(receivedBefore, tick), read ? Math.Max(readBefore, tick) : readBefore);
        if ((receivedNow, readNow) == (receivedBefore, readBefore))
            return Decision<RequestState, Nothing, RequestRefusal>.Unchanged;
        Effect[] readAt = readNow > readBefore
            ? [new Upsert(new ReadMarkRow(turn.Key, turn.By.Account, readNow, turn.At)), new Notify($"account/{turn.By.Account}")]
            : [];
        var reader = new ReaderRow(turn.Key, turn.By.Account, turn.By.Name, turn.By.IsStaff, receivedNow, readNow);
        return new(state, default, null, [new Upsert(reader), .. readAt, new Notify($"request/{turn.Key}", state.LastTick)]);
    }

    /// <summary>A row, not state: a request may have very many followers.</summary>
    public static Decision<RequestState, Nothing, RequestRefusal> Follow(this RequestState state, RequestTurn turn, bool follows) =>
        state.IsDraft ? RequestRefusal.NotFound
        : turn.By.IsStaff && !turn.By.Answers() ? RequestRefusal.NotAllowed
        : new Decision<RequestState, Nothing, RequestRefusal>(state, default, null,
            [new Upsert(new FollowerRow(turn.Key, turn.By.Account, follows)),
                .. turn.By.IsStaff ? [new Notify($"desk/{turn.Key}"), new Notify($"queue/{state.Team}")] : Array.Empty<Notify>()]);

    public static Decision<RequestState, Nothing, RequestRefusal> Unsubscribe(this RequestState state, string request, string account) =>
        !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : new Decision<RequestState, Nothing, RequestRefusal>(state, default, null, [new Upsert(new FollowerRow(request, account, false))]);

    internal static RequestRefusal? Unfit(string text, IReadOnlyList<Attachment> files) =>
        string.IsNullOrWhiteSpace(text) && files.Count == 0 ? RequestRefusal.EmptyMessage
        : text.Length > NewMessage.MaxLength ? RequestRefusal.TooLong
        : files.Count > NewMessage.MaxFiles ? RequestRefusal.TooManyFiles
        : null;

    // The author follows without a row.
    private static void FollowedBy(this RequestChange change, RequestTurn turn)
    {
        if (turn.By.Account != change.State.Author)
            change.Add(new Upsert(new FollowerRow(turn.Key, turn.By.Account, true)));
    }
}
