using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Ties;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>Links between requests that advisers make for themselves: the customer's pages are not even told.</summary>
internal static class RequestLinks
{
    /// <param name="other">Null for none that the caller sees.</param>
    public static Outcome Link(this RequestState state, RequestTurn turn, TiedRequest? other) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : other is null || other.Request == turn.Key ? RequestRefusal.NoSuchRequest
        : other.Linked || state.Links.Any(l => l.Request == other.Request) ? RequestRefusal.AlreadyLinked
        : state.Links.Count >= TieView.MostLinks ? RequestRefusal.TooManyLinks
        : new RequestChange(state, turn)
            .With(s => s with { Links = s.Links.Add(new LinkedRequest(other.Request, other.Number)) })
            .Note(NoteKind.Linked, "", other.Number)
            .Add(new Upsert(new RequestLinkRow(turn.Key, other.Request, turn.At)))
            .Tells(turn, other.Request, TieKind.Linked)
            .Journal("linked", other.Number).Among();

    public static Outcome Unlink(this RequestState state, RequestTurn turn, string other) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : state.Links.Find(l => l.Request == other) is not { } link ? RequestRefusal.NotLinked
        : new RequestChange(state, turn)
            .With(s => s with { Links = s.Links.Remove(link) })
            .Note(NoteKind.Unlinked, "", link.Number)
            .Add(Delete.Of<RequestLinkRow>(turn.Key, other))
            .Tells(turn, other, TieKind.Unlinked)
            .Journal("unlinked", link.Number).Among();

    /// <param name="followers">Who follows it from now on, of those who followed a duplicate.</param>
    public static Outcome Tied(this RequestState state, RequestTurn turn, RequestTie tie, IReadOnlyList<string> followers)
    {
        if (!state.Exists || state.IsDraft)
            return RequestRefusal.NotFound;
        var change = new RequestChange(state, turn);
        if (tie.Kind is not TieKind.Merged)
            return change.Note(tie.Kind is TieKind.Linked ? NoteKind.Linked : NoteKind.Unlinked, "", tie.Number).Among();
        foreach (var account in followers)
            change.Add(new Upsert(new FollowerRow(turn.Key, account, true)), new Notify($"account/{account}"));
        return change.Note(NoteKind.Absorbed, "", tie.Number).Journal("absorbed", tie.Number).Done();
    }

    /// <summary>The note just written has a number of its own for each tie of this request.</summary>
    internal static RequestChange Tells(this RequestChange change, RequestTurn turn, string other, TieKind kind) => change.Add(TieJob.Tell(
        other, new RequestTie(kind, turn.Key, change.State.Number ?? "", turn.By.Account, turn.By.Name), $"{change.State.LastNote}", turn.At));
}
