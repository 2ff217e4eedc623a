using System.Globalization;
using Grains.Clients;
using Grains.Interfaces.Spaces;
using Microsoft.AspNetCore.Html;
using Silo.Messaging;
using Web.Clients.Sheets;
using Web.Display;

namespace Web.Clients;

/// <summary>How clients, and what happened to them, are named to advisers.</summary>
public static class SheetLabels
{
    private const long ByLetter = 2;

    public static string Count(int count, bool cut) => cut ? string.Format(SheetTexts.FoundCut, ClientQueries.Most) : count switch
    {
        0 => SheetTexts.FoundNone,
        1 => SheetTexts.FoundOne,
        _ => string.Format(SheetTexts.FoundMany, count),
    };

    /// <summary>How many of a list there are, where it is cut only that there are more.</summary>
    public static string Some(int count) => count > ClientSheet.Most ? string.Format(SheetTexts.More, ClientSheet.Most) : $"{count}";

    public static IHtmlContent Kind(ClientHit hit) => hit.Kind switch
    {
        ClientKind.Company => Named.Text(SheetTexts.KindCompany),
        ClientKind.Insured => Named.Text(SheetTexts.KindInsured),
        ClientKind.Invited => Named.In(SheetTexts.KindInvited, Named.Of(hit.SpaceName)),
        _ => Named.Text(SheetTexts.KindAccount),
    };

    public static string NumberName(ClientKind kind) => kind switch
    {
        ClientKind.Company => SheetTexts.Siren,
        ClientKind.Insured => SheetTexts.ClientNumber,
        _ => SheetTexts.Identifier,
    };

    /// <summary>What became of an invitation: as <c>data-member-status</c> names it.</summary>
    public static string InvitedSlug(MemberStatus status, DateTimeOffset? until, DateTimeOffset now) =>
        status is MemberStatus.Refused ? "refuse" : until > now ? "en-attente" : "expire";

    public static string Invited(string slug) => slug switch
    {
        "refuse" => SheetTexts.StatusRefused,
        "expire" => SheetTexts.StatusExpired,
        _ => SheetTexts.StatusWaiting,
    };

    public static string Number(ClientHit hit) => hit.Kind is ClientKind.Company ? French.Siren(hit.Number) : hit.Number;

    public static string Delivery(SheetDelivery sent) => sent.Channel < ByLetter ? Delivery((DeliveryState)sent.State)
        : sent.State == 0 ? SheetTexts.LetterToPrint : SheetTexts.LetterPosted;

    public static string Channel(long channel) => channel switch { ByLetter => SheetTexts.ByLetter, 1 => SheetTexts.BySms, _ => SheetTexts.ByMail };

    public static string Icon(long channel) => channel switch { ByLetter => "doc", 1 => "phone", _ => "mail" };

    public static string Delivery(DeliveryState state) => state switch
    {
        DeliveryState.Sent => SheetTexts.DeliverySent,
        DeliveryState.Delivered => SheetTexts.DeliveryDelivered,
        DeliveryState.Failed => SheetTexts.DeliveryFailed,
        _ => SheetTexts.DeliveryQueued,
    };

    /// <summary>What a message or a letter is about.</summary>
    /// <param name="job">Its key: of messages from before their template was noted it begins with the template or with what asked for it.</param>
    public static string Message(string template, string job)
    {
        var named = template.Length > 0 ? template : job.Split('/')[0];
        return MessageTexts.ResourceManager.GetString($"M_{named.Replace('-', '_')}", CultureInfo.InvariantCulture) ?? named switch
        {
            "link" => SheetTexts.MessageLink,
            "identity" => SheetTexts.MessageIdentity,
            "unread" => MessageTexts.M_request_unread,
            _ => SheetTexts.MessageSecurity,
        };
    }

    /// <summary>Why an invitation is not sent again.</summary>
    public static InvitationFault Fault(SpaceRefusal refusal) => refusal switch
    {
        SpaceRefusal.NoReason => new("motif", SheetTexts.FaultReason),
        SpaceRefusal.Invalid => new("courriel", SheetTexts.FaultEmail),
        SpaceRefusal.AlreadyMember => new("courriel", SheetTexts.FaultMember),
        SpaceRefusal.TooSoon => new("", SheetTexts.FaultSoon),
        SpaceRefusal.TooMany => new("", SheetTexts.FaultMany),
        _ => new("", SheetTexts.FaultOver),
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
        "email-proposed" => SheetTexts.EventEmailProposed,
        "email-changed" => SheetTexts.EventEmailChanged,
        "email-refused" => SheetTexts.EventEmailRefused,
        "terms-accepted" => SheetTexts.EventTerms,
        ClientSheetState.ReadAction => SheetTexts.EventRead,
        _ => SheetTexts.EventOther,
    };
}
