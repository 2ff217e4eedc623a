using Grains.Employees;
using Silo.Messaging;

namespace Web.Employees;

/// <summary>How far the last personal link got, as lists and sheets say it.</summary>
/// <param name="Slug">For scripts: <c>data-delivery</c>.</param>
/// <param name="Row">In a list.</param>
/// <param name="Sentence">On the sheet; empty where the sentence before says it.</param>
public sealed record LinkDelivery(string Slug, string Row, string Sentence = "")
{
    private static readonly LinkDelivery ToPrint = new("a-imprimer", EmployeeTexts.LetterToPrint);
    private static readonly LinkDelivery Sent = new("envoye", EmployeeTexts.MailSent, EmployeeTexts.MailSentSentence);
    private static readonly LinkDelivery Deferred = new("differe", EmployeeTexts.MailDeferred, EmployeeTexts.MailDeferredSentence);
    private static readonly LinkDelivery Refused = new("refuse", EmployeeTexts.MailRefused, EmployeeTexts.MailFailed);

    /// <summary>Somebody has to do something about it.</summary>
    public bool IsBad => this == Refused || this == Deferred;

    public bool IsRefused => this == Refused;

    /// <summary>Null while nothing is known, or there is no link.</summary>
    public static LinkDelivery? Of(EmployeeSummary employee, DateTimeOffset now) => employee switch
    {
        { Mail: "" } => null,
        { LetterAt: not null, LetterPostedAt: { } posted } =>
            new("postee", string.Format(EmployeeTexts.LetterPostedOn, Grains.Text.FrenchDates.Short(posted, now))),
        { LetterAt: not null } => ToPrint,
        { MailState: null } => null,
        _ => new Delivery((DeliveryState)employee.MailState, Error: employee.MailError) switch
        {
            { State: DeliveryState.Failed } => Refused,
            { HasFailed: true } => Deferred,
            { WasTaken: true } => Sent,
            _ => null,
        },
    };
}
