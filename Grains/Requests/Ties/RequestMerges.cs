using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Ties;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>Duplicates that are closed in favour of another request.</summary>
internal static class RequestMerges
{
    /// <param name="here">The request itself, as its rows show it.</param>
    /// <param name="kept">Null for none that the caller sees.</param>
    public static Outcome Merge(this RequestState state, RequestTurn turn, MergeEnd? here, MergeEnd? kept) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : here is null || kept is null || kept.Of.Request == turn.Key ? RequestRefusal.NoSuchRequest
        : MergeRules.Refuses(here, kept) is { } why ? why
        : new RequestChange(state, turn)
            .With(s => s with { ClosedAt = turn.At, CloseReason = null, MergedInto = kept.Of.Request })
            .AskForNothingMore()
            .Become(RequestStatus.Closed)
            // Not with the other's number: not all who read this one may read that one.
            .Event(EntryKind.Merged)
            .Note(NoteKind.Merged, "", kept.Of.Number)
            .Add(new Upsert(new RequestMergeRow(turn.Key, kept.Of.Request, turn.At)))
            .Tells(turn, kept.Of.Request, TieKind.Merged)
            .Journal("merged", kept.Of.Number).Done();

    /// <summary>What is opened again goes its own way.</summary>
    public static RequestChange PartsAgain(this RequestChange change, RequestTurn turn) => change.State.MergedInto is not { Length: > 0 } kept ? change
        : change.With(s => s with { MergedInto = "" }).Add(Delete.Of<RequestMergeRow>(turn.Key), new Notify($"desk/{kept}"));
}

/// <summary>One of two requests that are to become one.</summary>
/// <param name="IsComplaint">It is answered as a complaint.</param>
/// <param name="ChangesAccount">Its end would end the change of an account.</param>
internal sealed record MergeEnd(TiedRequest Of, bool IsComplaint, bool ChangesAccount);

/// <summary>Which requests become one: those of one portal, company or own file, and universe. What is medical never goes where nothing is.</summary>
internal static class MergeRules
{
    /// <summary>Null for a pair that may.</summary>
    public static RequestRefusal? Refuses(MergeEnd here, MergeEnd kept) => (here.Of, kept.Of) switch
    {
        var (a, b) when a.Portal != b.Portal => RequestRefusal.OtherPortal,
        var (a, b) when a.Company != b.Company => RequestRefusal.OtherCompany,
        var (a, b) when a.Universes != b.Universes => RequestRefusal.OtherUniverse,
        ({ Medical: true }, { Medical: false }) => RequestRefusal.IsMedical,
        _ when here.IsComplaint && !kept.IsComplaint => RequestRefusal.IsComplaint,
        _ when here.ChangesAccount => RequestRefusal.ChangesAccount,
        (_, { Status: RequestStatus.Closed }) => RequestRefusal.KeptClosed,
        _ => null,
    };
}
