using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Drafts;

namespace Grains.Requests;

/// <summary>What a member leaves behind when they are taken out of a space.</summary>
internal static class RequestHandover
{
    public static Decision<RequestState, Nothing, RequestRefusal> HandOver(this RequestState state, RequestTurn turn, Handover given)
    {
        if (!state.Exists || state.Status is RequestStatus.Closed || (state.IsDraft && state.Author != given.From))
            return RequestRefusal.NotFound;
        var change = new RequestChange(state, turn).Journal("handed-over", given.From).Add(new Notify($"account/{given.From}"));
        return state.IsDraft
            ? change.With(s => s with { Author = given.To, AuthorName = given.ToName, Writers = s.Writers.Remove(given.From) }).KeepFor(turn).Done()
            // Only the author follows without a row.
            : change.Add(new Upsert(new FollowerRow(turn.Key, given.To, true)), new Notify($"account/{given.To}")).Done();
    }
}
