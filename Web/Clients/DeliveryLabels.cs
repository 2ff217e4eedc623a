using Grains.Clients;
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

    public static string Message(DeliverySummary one) => SheetLabels.Message(one.Template, one.Job);

    /// <summary>Where an adviser helps with a message that did not arrive, and what the button says; null where nothing can be done.</summary>
    /// <param name="mayCorrect">Whether the reader's role corrects addresses.</param>
    public static (string Address, string Label)? Remedy(DeliverySummary one, bool mayCorrect) => one switch
    {
        { Invited.Length: > 0 } when mayCorrect => ($"{ClientAddress.Of(ClientKind.Invited, one.Invited)}#corriger", DeliveryTexts.Correct),
        { Employee.Length: > 0 } when mayCorrect => ($"/gestion/salaries/{one.Company}/{one.Employee.Split('/')[^1]}#corriger", DeliveryTexts.Correct),
        { Account.Length: 0 } or { Kind: not 0 } => null,
        { State: (long)DeliveryState.Failed, Channel: 1 } => ($"{Access(one)}#telephone-t", DeliveryTexts.CorrectPhone),
        { State: (long)DeliveryState.Failed, Active: 0 } => ($"{Access(one)}#adresse", DeliveryTexts.Correct),
        _ => (Access(one), DeliveryTexts.OpenAccess),
    };

    private static string Access(DeliverySummary one) => $"{ClientAddress.Of(ClientKind.Account, one.Account)}/acces";
}
