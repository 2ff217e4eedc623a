using System.Globalization;
using Grains.Interfaces.Payments;
using Grains.Payments;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;

namespace Web.Payments;

/// <summary>Where a bank account stands on its way, in words.</summary>
public static class BankLabels
{
    public static string Purpose(BankPurpose purpose) => purpose switch
    {
        BankPurpose.Benefits => PaymentTexts.PurposeBenefits,
        BankPurpose.Contributions => PaymentTexts.PurposeContributions,
        _ => PaymentTexts.PurposeRefunds,
    };

    /// <summary>In a word or two.</summary>
    public static string Tag(BankStage stage) => stage switch
    {
        BankStage.Confirming => PaymentTexts.TagConfirming,
        BankStage.Approving => PaymentTexts.TagApproving,
        BankStage.Held => PaymentTexts.TagHeld,
        BankStage.Applied => PaymentTexts.TagApplied,
        BankStage.Blocked => PaymentTexts.TagBlocked,
        BankStage.Refused => PaymentTexts.TagRefused,
        BankStage.Expired => PaymentTexts.TagExpired,
        _ => PaymentTexts.TagCancelled,
    };

    /// <summary>To who reads the request: what happened, and what they can do.</summary>
    public static IHtmlContent Sentence(BankChangeView of, string viewer, DateTimeOffset now) => of.Stage switch
    {
        BankStage.Confirming or BankStage.Approving or BankStage.Held when of.Frozen == 1 => Named.In(PaymentTexts.Frozen, Named.Of(of.AuthorName)),
        BankStage.Confirming when of.BySms == 1 && of.Author == viewer => Named.Text(string.Format(PaymentTexts.ConfirmYouSms, Until(of, now))),
        BankStage.Confirming when of.BySms == 1 => Named.In(PaymentTexts.ConfirmAuthor, Named.Of(of.AuthorName), Until(of, now)),
        BankStage.Confirming when of.ByLink == 1 && of.Author == viewer => Named.Text(string.Format(PaymentTexts.ConfirmYou, Until(of, now))),
        BankStage.Confirming when of.ByLink == 1 => Named.In(PaymentTexts.ConfirmAuthor, Named.Of(of.AuthorName), Until(of, now)),
        BankStage.Confirming => Named.In(PaymentTexts.ConfirmCall, Named.Of(of.AuthorName)),
        BankStage.Approving => Named.Text(PaymentTexts.Approving),
        BankStage.Held => Named.Text(string.Format(PaymentTexts.Held, When(of.DueAt ?? now))),
        BankStage.Applied => Named.Text(string.Format(PaymentTexts.Applied, Since(of, now))),
        BankStage.Blocked => Named.Text(PaymentTexts.Blocked),
        BankStage.Refused => Named.Text(string.Format(PaymentTexts.Refused, of.Reason)),
        BankStage.Expired => Named.Text(PaymentTexts.Expired),
        _ => Named.Text(PaymentTexts.Cancelled),
    };

    /// <summary>« le 3 décembre 2026 à 9 h 15 ».</summary>
    public static string When(DateTimeOffset at) => string.Format(CultureInfo.InvariantCulture, "le {0} à {1}", FrenchDates.Day(Paris.Day(at)), FrenchDates.Hour(at));

    public static string Since(BankChangeView of, DateTimeOffset now) => $"le {FrenchDates.Day(Paris.Day(of.EndedAt ?? now))}";

    /// <param name="text">Of the thread's entry: the number of the stage.</param>
    public static string Event(string text) =>
        text == ((int)BankStage.Applied).ToString(CultureInfo.InvariantCulture) ? PaymentTexts.EventApplied : PaymentTexts.EventStopped;

    private static string Until(BankChangeView of, DateTimeOffset now) => FrenchDates.Day(Paris.Day(of.DueAt ?? now));

    public static string Refusal(BankChangeRefusal refusal) => refusal switch
    {
        BankChangeRefusal.NoReason => PaymentTexts.ErrorReason,
        BankChangeRefusal.NoCall => PaymentTexts.ErrorNoCall,
        BankChangeRefusal.SamePerson => PaymentTexts.ErrorSame,
        BankChangeRefusal.NotAllowed => PaymentTexts.ErrorMay,
        _ => PaymentTexts.ErrorOver,
    };
}
