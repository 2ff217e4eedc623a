using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;


/// <summary>
/// A client space. Its members and companies are rows, and so is what is granted to a member who does not see all: there may be thousands of each.
/// What decides whether a member may go is here: how many administrate.
/// </summary>
public sealed record SpaceState : GrainState
{
    /// <summary>Characters of what a refused applicant is told.</summary>
    public const int MaxReason = 500;

    public const int MaxApplicants = 50;

    /// <summary>The claim of a space on a company: later applicants of the company ask there.</summary>
    public const string HomeClaim = "home";

    public string Name { get; init; } = "";

    /// <summary>Members who administrate, kept by the commits that write their rows. Null: this state still counts by <see cref="Members"/>.</summary>
    public int? Administrators { get; init; }

    /// <summary>From before members were rows alone; the first commit that changes a member forgets it.</summary>
    public ImmutableSortedDictionary<string, FormerMember>? Members { get; init; }

    /// <summary>Those who wait for an answer; at most <see cref="MaxApplicants"/>.</summary>
    public ImmutableSortedDictionary<string, MembershipRequestFacts> Applicants { get; init; } = ImmutableSortedDictionary<string,
        MembershipRequestFacts>.Empty;

    /// <summary>The member who asks to administrate, or null; who objects is a row.</summary>
    public SpaceClaimFacts? Claim { get; init; }

    [JsonIgnore]
    public bool IsOpen => Name.Length > 0;

    [JsonIgnore]
    public int AdministratorCount => Administrators ?? Members?.Count(m => m.Value.Role is SpaceRole.Administrateur) ?? 0;

    /// <summary>Without an administrator nobody could ever let anybody in again. Who cannot sign in any more, or never did, is counted, and is none.</summary>
    /// <param name="other">Another administrator, whose account is open and was signed in to; null when there is none.</param>
    public bool LosesLastAdministrator(SpaceMember? before, SpaceMember? after, string? other) =>
        before is { Administrates: true } && after is not { Administrates: true } && (AdministratorCount == 1 || other is null);

    /// <summary>The state once a member's row is another, or gone.</summary>
    public SpaceState Counted(SpaceMember? before, SpaceMember? after) => this with
    {
        Administrators = AdministratorCount + (after is { Administrates: true } ? 1 : 0) - (before is { Administrates: true } ? 1 : 0),
        Members = null,
    };
}

public sealed record FormerMember(SpaceRole Role, bool Whole);

public sealed record MembershipRequestFacts(string Company, string Name, DateTimeOffset AskedAt)
{
    public string JobTitle { get; init; } = "";
}

/// <param name="Member">Their key in the space.</param>
public sealed record SpaceClaimFacts(string Account, string Member, string Company, DateTimeOffset AskedAt);
