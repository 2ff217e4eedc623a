using Grains.Interfaces.Accounts;

namespace Web.Clients;

/// <summary>What became of an act on a client's access, from the address that it led to.</summary>
public sealed record SupportNotice(string Sentence, bool Done)
{
    public const string Sent = "envoye";
    public const string Unlocked = "debloque";
    public const string Proposed = "propose";
    public const string Approved = "approuve";
    public const string Declined = "ecarte";
    public const string Corrected = "corrige";
    public const string AddressProposed = "adresse-proposee";
    public const string AddressApproved = "adresse-corrigee";
    public const string AddressDeclined = "adresse-ecartee";
    public const string Closed = "compte-ferme";
    public const string Reopened = "compte-rouvert";

    public static string Slug(SupportRefusal refusal) => refusal switch
    {
        SupportRefusal.NoReason => "motif",
        SupportRefusal.Invalid => "invalide",
        SupportRefusal.TooSoon => "trop-tot",
        SupportRefusal.Closed => "ferme",
        SupportRefusal.NotLocked => "libre",
        SupportRefusal.Same => "meme",
        SupportRefusal.OwnProposal => "second",
        SupportRefusal.Taken => "pris",
        SupportRefusal.LastAdministrator => "dernier",
        _ => "perime",
    };

    public static SupportNotice? Of(string? end) => end switch
    {
        Sent => new(SupportTexts.Sent, true),
        Unlocked => new(SupportTexts.Unlocked, true),
        Proposed => new(SupportTexts.Proposed, true),
        Approved => new(SupportTexts.Approved, true),
        Declined => new(SupportTexts.Declined, true),
        Corrected => new(SupportTexts.Corrected, true),
        AddressProposed => new(SupportTexts.AddressWaits, true),
        AddressApproved => new(SupportTexts.AddressApproved, true),
        AddressDeclined => new(SupportTexts.AddressDeclined, true),
        Closed => new(SupportTexts.Closed, true),
        Reopened => new(SupportTexts.Reopened, true),
        "dernier" => new(SupportTexts.FaultLast, false),
        "motif" => new(SupportTexts.FaultReason, false),
        "invalide" => new(SupportTexts.FaultInvalid, false),
        "trop-tot" => new(SupportTexts.FaultTooSoon, false),
        "ferme" => new(SupportTexts.FaultClosed, false),
        "libre" => new(SupportTexts.FaultNotLocked, false),
        "meme" => new(SupportTexts.FaultSame, false),
        "second" => new(SupportTexts.FaultOwn, false),
        "pris" => new(SupportTexts.FaultTaken, false),
        "perime" => new(SupportTexts.FaultOver, false),
        _ => null,
    };
}
