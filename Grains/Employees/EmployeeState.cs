using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <summary>
/// What stands about an employee now. Their past is rows; intervals stay here too, for they are few and decide the status. Verbs are grouped by who
/// says them: <see cref="EmployeeInvitation"/> (the employer), <see cref="AffiliationProof"/> and <see cref="AffiliationSteps"/> (the employee).
/// </summary>
public sealed record EmployeeState : GrainState
{
    public string Portal { get; init; } = "";

    public string Company { get; init; } = "";

    public Person? Person { get; init; }

    /// <summary>Among people of one name born the same day.</summary>
    public int Rank { get; init; } = 1;

    public string Number { get; init; } = "";

    public string Siret { get; init; } = "";

    public DateOnly HiredOn { get; init; }

    public string College { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>Where letters go while there is no e-mail.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Sealed for this employee alone; null while it is not known.</summary>
    public SealedNumber? Nir { get; init; }

    public ImmutableList<CoverInterval> Covers { get; init; } = [];

    /// <summary>Null when nothing waits for an answer of the employee.</summary>
    public Invitation? Invitation { get; init; }

    public Affiliation Affiliation { get; init; } = new();

    public AffiliationAccess Access { get; init; } = new();

    /// <summary>As their company reported it; null of the living.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>The last one that was declared; null where the core system alone tells of covers that ended.</summary>
    public Departure? Departure { get; init; }

    /// <summary>All that were asked for, in their order, <see cref="WaiverSteps.Most"/> at most; none is ever forgotten once it has an answer.</summary>
    public ImmutableList<Waiver> Waivers { get; init; } = [];

    /// <summary>Of the portability of all departures, in their order, <see cref="EmployeeProofs.Most"/> at most.</summary>
    public ImmutableList<PortabilityProof> Proofs { get; init; } = [];

    public int Events { get; init; }

    public bool Exists => Person is not null;

    /// <summary>The invitation that waits for an answer; null for a notice, which asks for none.</summary>
    public Invitation? Asked() => Invitation is { IsNotice: false } asked ? asked : null;
}

/// <param name="Mac">For finding it again without reading it.</param>
/// <param name="Hint">What a page may show.</param>
public sealed record SealedNumber(string Mac, byte[] Sealed, string Hint);

/// <param name="LastAt">Of the invitation or the last reminder: the eight days count from it.</param>
/// <param name="By">The account that invited, and is told.</param>
/// <param name="Mail">Names the last mail, whose fate is shown.</param>
/// <param name="Covers">None where everything is done: the link tells of it.</param>
public sealed record Invitation(
    ImmutableList<CoverChoice> Covers, DateTimeOffset At, DateTimeOffset LastAt, int Reminders, byte[] LinkHash, DateTimeOffset LinkEndsAt, string By,
    string WaiverEmail, bool TellWhenDone, string Mail, InvitationLetter? Letter = null)
{
    public bool IsNotice => Covers.IsEmpty;
}

/// <summary>The letter that carries the link, while one does.</summary>
/// <param name="CodeHash">Of the code on the paper.</param>
public sealed record InvitationLetter(string Id, string Template, byte[] CodeHash, DateTimeOffset At, DateTimeOffset? PostedAt = null);

/// <summary>What the employee has filled in so far.</summary>
/// <param name="Step">0 before they have begun.</param>
public sealed record Affiliation(
    int Step = 0, string Street = "", string PostCode = "", string City = "", string Phone = "", SealedNumber? Iban = null, string Mandate = "",
    DateTimeOffset? SignedAt = null)
{
    public ImmutableList<NewBeneficiary> Beneficiaries { get; init; } = [];

    /// <summary>What was handed in for them.</summary>
    public ImmutableList<HeldPaper> Papers { get; init; } = [];

    /// <summary>The employer who typed all of it; null where the employee fills it in.</summary>
    public TypedBy? Typed { get; init; }

    public Contest? Contest { get; init; }

    /// <summary>Asked for before waivers had their register, and not carried over yet.</summary>
    public WaiverAsked? Waiver { get; init; }

    public bool HasDetails => Street.Length > 0;

    /// <summary>Signed, or typed whole by the employer.</summary>
    public bool IsAnswered => SignedAt is not null || Typed is not null;
}

public sealed record TypedBy(string Account, DateTimeOffset At);

/// <summary>How the employee gets in: failures, the code that was sent, the one session.</summary>
public sealed record AffiliationAccess(SentCode? Code = null, byte[]? Session = null, DateTimeOffset SeenAt = default, DateTimeOffset LastRenewal = default)
{
    public FailureCounter Failures { get; init; } = FailureCounter.Zero;
}

/// <param name="Employee">The key.</param>
internal readonly record struct EmployeeTurn(string Employee, long NextVersion, string Account, string Name, DateTimeOffset At);
