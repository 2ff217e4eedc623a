using Grains.Spaces;
using Web.Spaces.Members;

namespace Web.Spaces.Claims;

/// <summary>Who asks to administrate a space, for advisers: those that may be decided and those that members may still object to.</summary>
/// <param name="MayDecide">The adviser's role does; others read.</param>
public sealed record StaffClaims(IReadOnlyList<SpaceClaimSummary> Claims, IReadOnlyList<SpaceObjection> Objections, bool MayDecide, DateTimeOffset Now)
{
    public IEnumerable<SpaceObjection> To(SpaceClaimSummary claim) => Objections.Where(o => o.Space == claim.Space);

    /// <summary>What who objects is in the space, in words.</summary>
    public static string RoleOf(SpaceObjection objection) => objection.Role is { } role ? MemberLabels.Role(role, "") : ClaimTexts.Left;

    public bool IsRipe(SpaceClaimSummary claim) => claim.RipeAt <= Now;
}
