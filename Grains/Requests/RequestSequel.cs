using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Changes;
using Grains.Requests.Forms;

namespace Grains.Requests;

/// <summary>What customers do with a request that is over: say what they think of the answer, go on from it.</summary>
internal static class RequestSequel
{
    /// <param name="form">A form about a death asks for no opinion.</param>
    public static Decision<RequestState, Nothing, RequestRefusal> GiveOpinion(
        this RequestState state, RequestTurn turn, Opinion opinion, FormDefinition form) =>
        turn.By.IsStaff || form.Effect?.Changes is ChangeKind.Death || opinion is not (Opinion.Satisfied or Opinion.Partly or Opinion.Unsatisfied)
            ? RequestRefusal.NotAllowed
        : state.Status is not RequestStatus.Closed || state.Handler is null || state.MergedInto.Length > 0 ? RequestRefusal.NotClosed
        : state.Opinion == opinion ? Decision<RequestState, Nothing, RequestRefusal>.Unchanged
        : new RequestChange(state, turn).With(s => s with { Opinion = opinion, OpinionAt = turn.At }).Remember().Journal("opinion", $"{(int)opinion}").Done();

    /// <param name="earlier">As its list row shows it.</param>
    /// <param name="employee">Whom it was about; empty for nobody.</param>
    public static Decision<RequestState, Sent, RequestRefusal> Continue(
        this RequestState state, RequestTurn turn, string number, RequestSummary earlier, Grains.Access.Matter matter, string text,
            IReadOnlyList<Attachment> files, string employee)
    {
        if (state.Exists)
            return RequestRefusal.AlreadySent;
        if (!(earlier.Status is RequestStatus.Closed && earlier.ClosedAt + NewMessage.ReopensWithin <= turn.At))
            return RequestRefusal.NotClosed;
        if (RequestThread.Unfit(text, files) is { } unfit)
            return unfit;
        var begun = new RequestState
        {
            Portal = turn.By.Portal,
            Company = matter.Company,
            Universes = matter.Universes,
            Siret = matter.Siret,
            Form = earlier.Form,
            FormVersion = earlier.FormVersion,
            Subject = earlier.Subject,
            Team = earlier.Team,
            Author = turn.By.Account,
            AuthorName = turn.By.Name,
            CreatedAt = turn.At,
            TurnSince = turn.At,
            Number = number,
            SentAt = turn.At,
            Follows = earlier.Request,
        };
        return new RequestChange(begun, turn)
            .Become(RequestStatus.Sent)
            .Promise(turn.Usual)
            .Event(EntryKind.Sent)
            .Message(text, files)
            .Remember()
            .FoundAs(turn, employee)
            .Add(new Notify($"request/{earlier.Request}"))
            .Journal("continued", earlier.Number ?? "")
            .Tell("request-sent", "1")
            .Done(new Sent(number, turn.At));
    }
}
