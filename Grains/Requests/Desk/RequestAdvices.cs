using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Mail;

namespace Grains.Requests.Desk;

using Outcome = Decision<RequestState, Nothing, RequestRefusal>;

/// <summary>Advice that who answers a request asks of the specialists. The customer's pages are not even told.</summary>
internal static class RequestAdvices
{
    /// <param name="specialists">Accounts of who may give it.</param>
    public static Outcome AskAdvice(this RequestState state, RequestTurn turn, string question, IReadOnlyList<string> specialists)
    {
        if (state.RefusesHandling(turn.By) is { } refusal)
            return refusal;
        if (state.Advice is not null)
            return RequestRefusal.AdviceAsked;
        if (Unfit(question) is { } unfit)
            return unfit;
        var advice = new AskedAdvice(turn.By.Account, turn.By.Name, turn.At);
        var change = new RequestChange(state, turn)
            .With(s => s with { Advice = advice })
            .Note(NoteKind.AdviceAsked, question)
            .Add(new Upsert(new RequestAdviceRow(turn.Key, advice.By, advice.ByName, advice.At)), new Notify($"queue/{state.Team}"))
            .Journal("advice-asked");
        foreach (var account in specialists.Where(a => a != turn.By.Account))
            change.Add(Mail("advice-asked", state, account).At($"advice-asked/{turn.Key}/{change.State.LastNote}/{account}", turn.At, JobLane.Mail));
        return change.Among();
    }

    public static Outcome WithdrawAdvice(this RequestState state, RequestTurn turn) =>
        state.RefusesHandling(turn.By) is { } refusal ? refusal
        : state.Advice is null ? RequestRefusal.NoAdvice
        : state.NoLongerAsks(turn, NoteKind.AdviceWithdrawn, "").Journal("advice-withdrawn").Among();

    public static Outcome GiveAdvice(this RequestState state, RequestTurn turn, string text)
    {
        if (!StaffRights.May(turn.By, StaffAct.GiveAdvice))
            return RequestRefusal.NotAllowed;
        if (state.IsDraft)
            return RequestRefusal.NotFound;
        if (state.Advice is not { } asked)
            return RequestRefusal.NoAdvice;
        if (Unfit(text) is { } unfit)
            return unfit;
        var change = state.NoLongerAsks(turn, NoteKind.AdviceGiven, text, asked.ByName).Journal("advice-given");
        return asked.By == turn.By.Account ? change.Among()
            : change.Add(Mail("advice-given", state, asked.By).At($"advice-given/{turn.Key}/{change.State.LastNote}", turn.At, JobLane.Mail)).Among();
    }

    private static RequestChange NoLongerAsks(this RequestState state, RequestTurn turn, NoteKind said, string text, string who = "") => new RequestChange(state, turn)
        .With(s => s with { Advice = null }).Note(said, text, who).Add(Delete.Of<RequestAdviceRow>(turn.Key), new Notify($"queue/{state.Team}"));

    private static RequestRefusal? Unfit(string text) =>
        text.Length == 0 ? RequestRefusal.EmptyMessage : text.Length > NewMessage.MaxLength ? RequestRefusal.TooLong : null;

    // A link, never the words.
    private static MailJob Mail(string template, RequestState state, string account) => new(template, account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["number"] = state.Number ?? "",
        ["link"] = $"/gestion/demandes/{state.Number}",
    });
}

/// <summary>Advice that is awaited.</summary>
/// <param name="By">Account of the adviser who asked.</param>
public sealed record AskedAdvice(string By, string ByName, DateTimeOffset At);

/// <summary>The same for the specialists' queue; no row once it is given, or the request closed. No query of a customer names this table.</summary>
[Row("request_advice", key: 1)]
public sealed record RequestAdviceRow(string Request, string AskedBy, string AskedByName, DateTimeOffset At) : Row;

/// <summary>See <see cref="RequestAdviceRow"/>.</summary>
public sealed record AdviceView
{
    public string AskedBy { get; init; } = "";

    public string AskedByName { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
