namespace Grains.Interfaces.Spaces;

/// <summary>A person as an administrator typed them.</summary>
/// <param name="Title"><c>Madame</c> or <c>Monsieur</c>.</param>
[Immutable]
public sealed record PersonFacts(string Title, string FirstName, string LastName, string Email, string Phone, string Mobile, string JobTitle);

/// <summary>Which companies a member is to see: the difference to now, never the list, for there may be thousands.</summary>
/// <param name="Whole">The whole portfolio, also what is added to it later.</param>
/// <param name="From">What the difference is to.</param>
/// <param name="Added">Keys of companies; those that the space does not hold are ignored.</param>
[Immutable]
public sealed record GrantChange(bool Whole, GrantBase From, IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    public static readonly GrantChange Everything = new(true, GrantBase.Granted, [], []);
}

public enum GrantBase
{
    /// <summary>What is granted now.</summary>
    Granted = 0,
    /// <summary>Every company that the space holds now.</summary>
    All,
    None,
}

/// <summary>What a member may do.</summary>
/// <param name="Rights">Of administrators always all; of accountants never to administer.</param>
/// <param name="EndsAt">From then on they see nothing. Administrators have none.</param>
[Immutable]
public sealed record MemberRights(SpaceRole Role, UniverseRights Rights, GrantChange Companies, DateTimeOffset? FromAt, DateTimeOffset? EndsAt);

/// <param name="FirmSiren">Of an accountant.</param>
[Immutable]
public sealed record Invitation(PersonFacts Person, MemberRights Rights, string FirmSiren, string FirmName);

[Immutable]
public sealed record MemberChange(PersonFacts Person, MemberRights Rights);

/// <summary>What the page of an invitation's link shows.</summary>
[Immutable]
public sealed record InvitationView(
    string Space, string SpaceName, string Member, string InvitedBy, PersonFacts Person, SpaceRole Role, UniverseRights Rights, bool Whole, DateTimeOffset Until);
