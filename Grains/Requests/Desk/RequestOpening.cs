using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Requests.Forms;

namespace Grains.Requests.Desk;

/// <summary>Requests that an adviser begins.</summary>
internal static class RequestOpening
{
    /// <summary>The form that it is called after, of a company or of one's own: it was filled in by nobody.</summary>
    public static string FormOf(string company) => Rights.IsOwnFile(company) ? "contact" + FormDefinition.OwnSuffix : "contact";

    /// <param name="to">Who is written to; null for nobody.</param>
    public static Decision<RequestState, Sent, RequestRefusal> Open(
        this RequestState state, RequestTurn turn, string number, FormDefinition form, OpenedRequest opened, Addressee? to)
    {
        if (!turn.By.Answers())
            return RequestRefusal.NotAllowed;
        if (state.Exists)
            return RequestRefusal.AlreadySent;
        if (to is null)
            return RequestRefusal.NoSuchClient;
        if (opened.Subject.Length is 0 or > OpenedRequest.LongestSubject)
            return RequestRefusal.NoSubject;
        if (RequestThread.Unfit(opened.Text, []) is { } unfit)
            return unfit;
        if (RequestHandling.Unasked(opened.Items) is { } refusal)
            return refusal;
        var begun = new RequestState
        {
            Portal = turn.Key.Split('/')[0],
            Company = to.Company,
            Universes = opened.Universes,
            Form = form.Id,
            FormVersion = form.Version,
            Subject = opened.Subject,
            Team = opened.Team,
            Author = to.Account,
            AuthorName = to.Name,
            Handler = turn.By.Account,
            HandlerName = turn.By.Name,
            CreatedAt = turn.At,
            TurnSince = turn.At,
            Number = number,
            SentAt = turn.At,
        };
        var change = new RequestChange(begun, turn).Event(EntryKind.Opened).Message(opened.Text, []);
        if (opened.Items.Count > 0)
            change.Ask(turn, opened.Items);
        return change.Become(RequestStatus.Waiting).Remember().FoundAs(turn, "").Journal("opened", to.Account).Done(new Sent(number, turn.At));
    }
}
