using Grains.Mail;
using Silo.Messaging;

namespace Web.Clients;

/// <summary>How messages and their fate are named to advisers.</summary>
public static class DeliveryLabels
{
    public static DeliveryFilter Filter(string? slug) => slug switch
    {
        "differes" => DeliveryFilter.Deferred,
        "toutes" => DeliveryFilter.All,
        _ => DeliveryFilter.Failed,
    };

    public static string? Slug(DeliveryFilter filter) => filter switch
    {
        DeliveryFilter.Deferred => "differes",
        DeliveryFilter.All => "toutes",
        _ => null,
    };

    public static bool IsDeferred(DeliverySummary one) => one.State == (long)DeliveryState.Queued && one.Error.Length > 0;

    public static string State(DeliverySummary one) => IsDeferred(one) ? DeliveryTexts.Deferred : SheetLabels.Delivery((DeliveryState)one.State);

    /// <param name="job">Key of the job: it begins with the message's template.</param>
    public static string Message(string job) => job.Split('/')[0] switch
    {
        "invitation" => DeliveryTexts.MessageInvitation,
        "applicant" or "admitted" or "not-admitted" or "claim-asked" or "claim-told" or "claim-granted" or "claim-refused" => DeliveryTexts.MessageAdmission,
        "unread" or "request-unread" or "request-sent" or "request-closed" or "attestation-ready" or "draft-warning" or "digest" => DeliveryTexts.MessageRequest,
        "company-added" or "member-changed" or "member-removed" or "member-suspended" or "member-restored" => DeliveryTexts.MessageSpace,
        var name when name.StartsWith("affiliation", StringComparison.Ordinal) || name is "waiver-asked" => DeliveryTexts.MessageAffiliation,
        _ => SheetLabels.Message(job),
    };
}
