using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Desk;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>Telephone calls that advisers note.</summary>
internal static class RequestCalls
{
    /// <summary>The customer reads that it took place; with whom and what was said stands among advisers. It is no news: the customer was there.</summary>
    public static Outcome NoteCall(this RequestState state, RequestTurn turn, PhoneCall call) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : call.With.Length is 0 or > PhoneCall.LongestName || call.Minutes is < 1 or > PhoneCall.MostMinutes ? RequestRefusal.CallUnclear
        : call.Said.Length == 0 ? RequestRefusal.EmptyMessage
        : call.Said.Length > NewMessage.MaxLength ? RequestRefusal.TooLong
        : new RequestChange(state, turn)
            .Event(EntryKind.Called, $"{call.Minutes}")
            .NoteCall(call)
            .Journal("call-noted").Done();
}
