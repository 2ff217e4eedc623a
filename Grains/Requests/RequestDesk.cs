using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>What advisers do among themselves: notes, and who has a request. Customers see who answers them, and nothing of the reasons.</summary>
internal static class RequestDesk
{
    /// <summary>Of any adviser, in charge or not, also of a closed request. It is no news to the customer, whose pages are not even told.</summary>
    public static Outcome Note(this RequestState state, RequestTurn turn, string text) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : state.IsDraft ? RequestRefusal.NotFound
        : text.Length == 0 ? RequestRefusal.EmptyMessage
        : text.Length > NewMessage.MaxLength ? RequestRefusal.TooLong
        : new RequestChange(state, turn).Note(NoteKind.Written, text).Journal("note-written").Among();

    public static Outcome Transfer(this RequestState state, RequestTurn turn, RequestTransfer to, Colleague? heir)
    {
        var team = to.Team.Length > 0 ? to.Team : state.Team;
        if (!turn.By.Answers())
            return RequestRefusal.NotAllowed;
        if (state.IsDraft)
            return RequestRefusal.NotFound;
        if (state.Status is RequestStatus.Closed)
            return RequestRefusal.AlreadyClosed;
        // Whose it is gives it away; what is nobody's anybody sorts, and a supervisor sorts all.
        if (state.Handler is not null && state.Handler != turn.By.Account && turn.By.Role is not StaffRole.Superviseur)
            return RequestRefusal.TakenByAnother;
        if (to.Handler.Length > 0 && heir is null)
            return RequestRefusal.NoSuchColleague;
        if (team == state.Team && heir?.Account == state.Handler)
            return RequestRefusal.AlreadyThere;
        if (to.Note.Length == 0)
            return RequestRefusal.NoReason;
        if (to.Note.Length > NewMessage.MaxLength)
            return RequestRefusal.TooLong;
        return new RequestChange(state, turn)
            .PromisedBy(turn.NextCalendar)
            .With(s => s with { Team = team, Handler = heir?.Account, HandlerName = heir?.Name })
            .GoOnWith(heir is not null)
            .Note(NoteKind.Transferred, to.Note, heir?.Name ?? "", heir is null ? team : "")
            .Journal("transferred", heir?.Account ?? team)
            .Add(new Notify($"queue/{state.Team}"))
            .Done();
    }

    public static Outcome TakeOver(this RequestState state, RequestTurn turn, string reason) =>
        !turn.By.Answers() ? RequestRefusal.NotAllowed
        : state.IsDraft ? RequestRefusal.NotFound
        : state.Status is RequestStatus.Closed ? RequestRefusal.AlreadyClosed
        : state.Handler is null ? RequestRefusal.NotInCharge
        : state.Handler == turn.By.Account ? RequestRefusal.AlreadyThere
        : reason.Length == 0 && turn.By.Role is not StaffRole.Superviseur ? RequestRefusal.NoReason
        : reason.Length > NewMessage.MaxLength ? RequestRefusal.TooLong
        : new RequestChange(state, turn)
            .Note(NoteKind.TakenOver, reason, state.HandlerName ?? "")
            .With(s => s with { Handler = turn.By.Account, HandlerName = turn.By.Name })
            .GoOnWith(true)
            .Event(EntryKind.TakenInCharge).Journal("taken-over", state.Handler).Done();

    public static Outcome GiveBack(this RequestState state, RequestTurn turn, string note) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : note.Length > NewMessage.MaxLength ? RequestRefusal.TooLong
        : new RequestChange(state, turn)
            .With(s => s with { Handler = null, HandlerName = null })
            .Note(NoteKind.GivenBack, note)
            .Journal("given-back").Done();

    /// <param name="from">Account of the colleague who left.</param>
    /// <param name="to">Account of who has it from now on; empty for the queue.</param>
    public static Outcome PassOn(this RequestState state, RequestTurn turn, string from, string to, Colleague? heir) =>
        !StaffRights.May(turn.By, StaffAct.ManageStaff) ? RequestRefusal.NotAllowed
        : !state.Exists || state.IsDraft ? RequestRefusal.NotFound
        : state.Status is RequestStatus.Closed ? RequestRefusal.AlreadyClosed
        : state.Handler != from ? RequestRefusal.AlreadyThere
        : to.Length > 0 && heir is null ? RequestRefusal.NoSuchColleague
        : new RequestChange(state, turn)
            .Note(NoteKind.Left, "", heir?.Name ?? "", heir is null ? state.Team : "")
            .With(s => s with { Handler = heir?.Account, HandlerName = heir?.Name })
            .Journal("left-behind", heir?.Account ?? state.Team).Done();
}

/// <summary>An adviser who may be given a request.</summary>
public sealed record Colleague(string Account, string Name);
