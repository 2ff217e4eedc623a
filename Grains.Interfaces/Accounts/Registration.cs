using System.Collections.Immutable;
using Grains.Interfaces.Companies;

namespace Grains.Interfaces.Accounts;

/// <summary>An account as it is created by a seed, a command line or a wizard.</summary>
[Immutable]
public sealed record NewAccount(
    CallerKind Kind,
    string Portal,
    StaffRole Role,
    string Email,
    string FirstName,
    string LastName,
    string Phone,
    PasswordHash? Password,
    byte[]? SealedTotp,
    byte[]? SetUpLinkHash)
{
    /// <summary>Client number of an insured person, or the identifier issued to a representative; unique in its portal.</summary>
    public string Number { get; init; } = "";

    public DateOnly? BirthDate { get; init; }

    /// <summary>Set: the account waits for this link, and is deleted when nobody opened it in time. Null: it is active at once.</summary>
    public LinkSecret? Activation { get; init; }

    /// <summary>Its address and telephone were told just now, by an invitation: nobody was ever reached there.</summary>
    public bool ToldNow { get; init; }

    /// <summary>What the proof opens once the account is active.</summary>
    public ProvenCompany? Admission { get; init; }

    /// <summary>An insured person: their own contracts, no client space.</summary>
    public bool IsInsured { get; init; }

    /// <summary>The paper that the portal asks of a representative.</summary>
    public IdentityDocument? Identity { get; init; }

    /// <summary>Version of the terms of use that were accepted.</summary>
    public string Terms { get; init; } = "";
}

/// <summary>The company that a person proved to act for: its first one becomes administrator, a later one waits for the administrator.</summary>
/// <param name="Company">Key, <c>portal/siren</c>.</param>
/// <param name="Unticked">SIRET of the establishments that the holder does not want to see.</param>
[Immutable]
public sealed record ProvenCompany(string Company, CompanyFacts Facts, ImmutableList<string> Unticked)
{
    /// <summary>What the person does there, in their own words; empty where it is not asked.</summary>
    public string JobTitle { get; init; } = "";
}

/// <param name="Hash">All that is stored.</param>
/// <param name="Token">Goes into the encrypted mail only; 128 bits, base64url.</param>
[Immutable]
public sealed record LinkSecret(byte[] Hash, string Token);

public enum LinkPurpose
{
    SetUp = 1,
    Activation,
    Reset,
}

/// <summary>What a living link's page needs to draw itself and to check a password.</summary>
/// <param name="AsksPassword">False: the password was chosen at registration.</param>
[Immutable]
public sealed record LinkView(string Email, string FirstName, string LastName, string Number, bool AsksPassword, PasswordPlan Plan);

/// <summary>How a new password is to be derived. One salt an account: one derivation compares it with all former ones of the same cost.</summary>
/// <param name="Salt">Empty: draw one.</param>
/// <param name="FormerIterations">Costs at which former passwords were stored.</param>
/// <param name="Known">What an attacker knows of the owner too: not to be found in their password.</param>
[Immutable]
public sealed record PasswordPlan(byte[] Salt, IReadOnlyList<int> FormerIterations, IReadOnlyList<string> Known);

/// <param name="AtOtherCosts">The same password at each of the plan's other costs.</param>
[Immutable]
public sealed record NewPassword(PasswordHash Hash, IReadOnlyList<PasswordHash> AtOtherCosts);

public enum IdentityKind
{
    /// <summary>French identity card, also of the 2021 format.</summary>
    IdentityCard = 1,
    /// <summary>Passport of a member state of the EU.</summary>
    Passport,
    /// <summary>Residence permit issued by France.</summary>
    ResidencePermit,
}

/// <param name="Files">One or two uploaded files: front and back.</param>
[Immutable]
public sealed record IdentityDocument(IdentityKind Kind, ImmutableList<string> Files);

/// <param name="Siren">Of the company proved; empty without one.</param>
[Immutable]
public sealed record IdentityReview(
    string Account, string Portal, string LastName, string FirstName, DateOnly? BirthDate, string Email, string Phone, string Siren, string Company,
    IdentityDocument Paper, DateTimeOffset SentAt);

public enum IdentityState
{
    None = 0,
    Waiting,
    Accepted,
    Refused,
}
