using Grains.Employees.Waivers;
using Grains.Spaces;

namespace Grains.Reads;

/// <summary>What waits for the caller's answer beside requests: each stands until somebody gave it, and nothing is written for who reads it.</summary>
/// <param name="Invitations">To a space, or to a mandate.</param>
/// <param name="Applicants">Who asks for access to a space of theirs.</param>
/// <param name="Claims">Who asks to administrate one of their spaces.</param>
/// <param name="Waivers">Of employees whom they see, what waits for the employer.</param>
public sealed record AwaitedAnswers(
    IReadOnlyList<InvitationSummary> Invitations, IReadOnlyList<MembershipRequestSummary> Applicants, IReadOnlyList<SpaceClaimSummary> Claims,
    IReadOnlyList<WaiverView> Waivers)
{
    /// <summary>Waivers that are listed; a company's own page has them all.</summary>
    public const int MostWaivers = 50;
}
