using Grains.Clients;
using Silo.Messaging;
using Web.Display;

namespace Web.Clients;

/// <summary>How clients, and what happened to them, are named to advisers.</summary>
public static class SheetLabels
{
    public static string Count(int count, bool cut) => cut ? string.Format(SheetTexts.FoundCut, ClientQueries.Most) : count switch
    {
        0 => SheetTexts.FoundNone,
        1 => SheetTexts.FoundOne,
        _ => string.Format(SheetTexts.FoundMany, count),
    };

    /// <summary>How many of a list there are, where it is cut only that there are more.</summary>
    public static string Some(int count) => count > ClientSheet.Most ? string.Format(SheetTexts.More, ClientSheet.Most) : $"{count}";

    public static string Kind(ClientHit hit) => hit.Kind switch
    {
        ClientKind.Company => SheetTexts.KindCompany,
        ClientKind.Insured => SheetTexts.KindInsured,
        _ => SheetTexts.KindAccount,
    };

    public static string NumberName(ClientKind kind) => kind switch
    {
        ClientKind.Company => SheetTexts.Siren,
        ClientKind.Insured => SheetTexts.ClientNumber,
        _ => SheetTexts.Identifier,
    };

    public static string Number(ClientHit hit) => hit.Kind is ClientKind.Company ? French.Siren(hit.Number) : hit.Number;

    public static string Delivery(DeliveryState state) => state switch
    {
        DeliveryState.Sent => SheetTexts.DeliverySent,
        DeliveryState.Delivered => SheetTexts.DeliveryDelivered,
        DeliveryState.Failed => SheetTexts.DeliveryFailed,
        _ => SheetTexts.DeliveryQueued,
    };

    /// <param name="job">Key of the job: it begins with the message's template.</param>
    public static string Message(string job) => job.Split('/')[0] switch
    {
        "link" => SheetTexts.MessageLink,
        "code" => SheetTexts.MessageCode,
        "identity" => SheetTexts.MessageIdentity,
        "locked" => SheetTexts.MessageLocked,
        "new-device" or "device-copied" => SheetTexts.MessageDevice,
        "password-changed" or "reset-done" => SheetTexts.MessagePassword,
        _ => SheetTexts.MessageSecurity,
    };

    /// <param name="action">As the journal names it.</param>
    public static string Event(string action) => action switch
    {
        "signed-in" => SheetTexts.EventSignedIn,
        "signed-out" => SheetTexts.EventSignedOut,
        "sign-in-failed" => SheetTexts.EventSignInFailed,
        "registered" => SheetTexts.EventRegistered,
        "activated" => SheetTexts.EventActivated,
        "link-sent" => SheetTexts.EventLinkSent,
        "password-changed" => SheetTexts.EventPasswordChanged,
        "password-reset" => SheetTexts.EventPasswordReset,
        "password-change-failed" => SheetTexts.EventPasswordFailed,
        "questions-set" => SheetTexts.EventQuestions,
        "answers-right" => SheetTexts.EventAnswersRight,
        "answers-failed" => SheetTexts.EventAnswersFailed,
        "device-copied" or "devices-forgotten" => SheetTexts.EventDevices,
        "disabled" => SheetTexts.EventDisabled,
        "enabled" => SheetTexts.EventEnabled,
        "identity-sent" => SheetTexts.EventIdentitySent,
        "identity-accepted" => SheetTexts.EventIdentityAccepted,
        "identity-refused" => SheetTexts.EventIdentityRefused,
        "link-sent-by-staff" => SheetTexts.EventLinkByStaff,
        "unlocked" => SheetTexts.EventUnlocked,
        "phone-proposed" => SheetTexts.EventPhoneProposed,
        "phone-changed" => SheetTexts.EventPhoneChanged,
        "name-changed" => SheetTexts.EventNameChanged,
        "phone-refused" => SheetTexts.EventPhoneRefused,
        "email-corrected" => SheetTexts.EventEmailCorrected,
        "terms-accepted" => SheetTexts.EventTerms,
        ClientSheetState.ReadAction => SheetTexts.EventRead,
        _ => SheetTexts.EventOther,
    };
}
