using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Desk;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>Requests that their adviser has put aside.</summary>
internal static class RequestSnoozes
{
    /// <summary>Nothing is put aside for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="until">Null takes it up again.</param>
    public static Outcome Snooze(this RequestState state, RequestTurn turn, DateTimeOffset? until) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : until is { } at && (at <= turn.At || at > turn.At + Longest) ? RequestRefusal.NotAhead
        : new RequestChange(state, turn)
            .Add(until is { } instant ? new Upsert(new SnoozeRow(turn.Key, turn.By.Account, instant, state.StaffNews)) : Delete.Of<SnoozeRow>(turn.Key))
            .Journal(until is null ? "taken-up" : "put-aside")
            .Add(new Notify($"desk/{turn.Key}"), new Notify($"queue/{state.Team}"))
            .Among();
}

/// <summary>
/// Out of its adviser's own queue until an instant, or until the customer says something: whoever reads the queue compares both, nothing moves it back.
/// </summary>
/// <param name="Account">Of who put it aside: it means nothing once another has the request.</param>
/// <param name="News">Tick of the customer's last word by then: a later one ends it.</param>
[Row("request_snooze", key: 1)]
public sealed record SnoozeRow(string Request, string Account, DateTimeOffset UntilAt, long News) : Row;
