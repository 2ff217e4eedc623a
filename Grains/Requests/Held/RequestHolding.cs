using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Held;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>
/// A message of an adviser waits for a few seconds before it is one: row and job are of the commit that sends it, number, notice and mail of the one that lets it go.
/// Closing the page or the death of a node loses nothing.
/// </summary>
internal static class RequestHolding
{
    /// <param name="waits">How long it can be taken back.</param>
    public static Decision<RequestState, Posted, RequestRefusal> Hold(
        this RequestState state, RequestTurn turn, string text, IReadOnlyList<Attachment> files, bool answers, TimeSpan waits)
    {
        if (state.IsDraft)
            return RequestRefusal.NotFound;
        if (RequestThread.Unfit(text, files) is { } unfit)
            return unfit;
        if (state.RefusesHandling(turn.By) is { } refusal)
            return refusal;
        var change = new RequestChange(state, turn);
        // Of two, the first goes before the second waits.
        if (state.Held is { } before)
            change.LetGo(before, turn);
        var held = new HeldMessage(change.State.LastHeld + 1, turn.By.Account, turn.By.Name, turn.By.Role, text, [.. files], answers, turn.At + waits);
        change
            .With(s => s with { Held = held, LastHeld = held.Id })
            .Add([.. files.Select(f => new TakeClaim("file", f.File, Refusal: RequestRefusal.FileNotFound))])
            .Add(
                new Upsert(new HeldMessageRow(turn.Key, held.Id, held.Author, held.Text, held.Files.Count, held.UntilAt)),
                new Schedule(HeldMessageJob.JobKind, JobKey(turn.Key, held.Id), HeldMessageJob.Payload(turn.Key, held.Id), held.UntilAt, JobLane.Grains),
                new Notify($"desk/{turn.Key}"))
            .Journal("held");
        var posted = new Posted(change.State.LastSeq, change.State.LastTick);
        return state.Held is null ? new(change.Among().Next, posted, null, change.Among().Effects) : change.Done(posted);
    }

    /// <summary>Its author takes it back. Refused: NotFound when it is gone, or another's.</summary>
    public static Outcome Unsend(this RequestState state, RequestTurn turn, long id) =>
        state.Held is not { } held || held.Id != id || held.Author != turn.By.Account ? RequestRefusal.NotFound
        : new RequestChange(state, turn)
            .With(s => s with { Held = null })
            .Add([.. held.Files.Select(f => new ReleaseClaim("file", f.File))])
            .Add(Delete.Of<HeldMessageRow>(turn.Key), new Cancel(JobKey(turn.Key, id)), new Notify($"desk/{turn.Key}"))
            .Journal("unsent").Among();

    /// <summary>Its time has come: what was decided when it was sent is done, also when the request is closed or another's by now.</summary>
    /// <param name="turn">Of its author.</param>
    public static Outcome LetGo(this RequestState state, RequestTurn turn, long id)
    {
        if (state.Held is not { } held || held.Id != id)
            return Outcome.Unchanged;
        var change = new RequestChange(state, turn);
        change.LetGo(held, turn);
        return change.Done();
    }

    private static void LetGo(this RequestChange change, HeldMessage held, RequestTurn turn)
    {
        change.With(s => s with { Held = null }).Message(held.Text, held.Files, claimed: true);
        if (held.Answers)
            change.Keep();
        change.Add(Delete.Of<HeldMessageRow>(turn.Key), new Cancel(JobKey(turn.Key, held.Id)), new Notify($"desk/{turn.Key}")).Journal("posted", $"{change.State.LastSeq}");
    }

    private static string JobKey(string request, long id) => $"held/{request}/{id}";
}
