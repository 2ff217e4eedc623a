using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Mail;

namespace Grains.Requests.Promises;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>What is done about a promise; that it is paused, resumed and kept follows from what is done with the request (<see cref="RequestChange"/>).</summary>
internal static class RequestPromises
{
    /// <summary>By the adviser in charge, once, with a reason that the customer reads.</summary>
    public static Outcome Extend(this RequestState state, RequestTurn turn, int hours, string reason) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : state.Promise is not { KeptAt: null, IsFixed: false } ? RequestRefusal.NoPromise
        : state.Promise.Extended ? RequestRefusal.AlreadyExtended
        : !NewMessage.Extensions.Contains(hours) || reason.Length == 0 ? RequestRefusal.NoReason
        : reason.Length > RequestHandling.MaxReason ? RequestRefusal.TooLong
        : new RequestChange(state, turn).Extend(TimeSpan.FromHours(hours)).Event(EntryKind.PromiseMoved, reason).Journal("promise-moved", $"{hours}").Done();

    /// <summary>Tells that little is left, or that it is over; unchanged when neither is so any more.</summary>
    /// <param name="supervisors">Accounts of who supervises.</param>
    public static Outcome PromiseCame(this RequestState state, RequestTurn turn, IReadOnlyList<string> supervisors)
    {
        if (state.Promise is not { Due: { } due } promise)
            return Outcome.Unchanged;
        if (due < turn.At && !promise.LateTold)
        {
            var told = new RequestChange(state, turn).With(s => s with { Promise = promise with { Warned = true, LateTold = true, WarnAt = null } }).Journal("promise-late");
            foreach (var account in supervisors.Append(state.Handler ?? "").Where(a => a.Length > 0).Distinct())
                told.Add(Late(state, account).At($"promise-late/{turn.Key}/{due.ToUnixTimeMilliseconds()}/{account}", turn.At, JobLane.Mail));
            return told.Done();
        }
        return promise.Warned || !(promise.WarnAt <= turn.At) ? Outcome.Unchanged
            : new RequestChange(state, turn).With(s => s with { Promise = promise with { Warned = true } }).Journal("promise-warned").Done();
    }

    private static MailJob Late(RequestState state, string account) => new("promise-late", account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["number"] = state.Number ?? "",
        ["subject"] = state.Subject,
        ["until"] = state.Promise!.Due!.Value.ToString("O"),
        ["link"] = $"/gestion/demandes/{state.Number}",
    });
}
