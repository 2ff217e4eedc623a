using Grains.Interfaces.Accounts;

namespace Web.Clients;

/// <summary>The form by which an adviser proposes another address for a client's account.</summary>
/// <param name="Email">As typed.</param>
/// <param name="Reason">As typed.</param>
/// <param name="Fault">What keeps it from being proposed; null at first.</param>
public sealed record EmailCorrection(string Email, string Reason, EmailFaultShown? Fault)
{
    public static readonly EmailCorrection Empty = new("", "", null);

    /// <summary>The sentence for what the adviser can mend here; null for anything else.</summary>
    public static EmailFaultShown? Of(SupportRefusal? refusal) => refusal switch
    {
        SupportRefusal.NoReason => new("motif", SupportTexts.FaultReason),
        SupportRefusal.Invalid => new("adresse", SupportTexts.AddressFaultInvalid),
        SupportRefusal.Same => new("adresse", SupportTexts.AddressFaultSame),
        SupportRefusal.Taken => new("adresse", SupportTexts.FaultTaken),
        SupportRefusal.Over => new("adresse", SupportTexts.AddressFaultPending),
        _ => null,
    };
}

/// <param name="Field">Name of the field that it is about.</param>
public sealed record EmailFaultShown(string Field, string Sentence);
