using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Routing;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>An open request that goes where the rules say.</summary>
internal static class RequestRouting
{
    /// <param name="team">Null where no rule holds.</param>
    public static Outcome Reroute(this RequestState state, RequestTurn turn, string? team) =>
        !StaffRights.May(turn.By, StaffAct.RouteRequests) ? RequestRefusal.NotAllowed
        : !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : state.Status is RequestStatus.Closed ? RequestRefusal.AlreadyClosed
        : state.Handler is not null ? RequestRefusal.TakenByAnother
        : team is null || team == state.Team || state.Callback.Length > 0 ? RequestRefusal.AlreadyThere
        : new RequestChange(state, turn)
            .PromisedBy(turn.NextCalendar)
            .With(s => s with { Team = team })
            .Note(NoteKind.Routed, "", "", team)
            .Journal("routed", team)
            .Add(new Notify($"queue/{state.Team}"))
            .Done();
}
