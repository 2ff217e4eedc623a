using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>What a verb of a space decides with, beside the state.</summary>
/// <param name="Space">Key of the space.</param>
/// <param name="Acting">The caller's own row; null for staff, and for whom the space does not know.</param>
/// <param name="Target">The row of who is acted on, or null.</param>
/// <param name="Granted">Companies granted to them now.</param>
internal sealed record SpaceTurn(string Space, Caller By, SpaceMember? Acting, SpaceMember? Target, IReadOnlyList<string> Granted, DateTimeOffset At, Policy Policy)
{
    public string Portal => Space.Split('/')[0];

    /// <summary>
    /// Why the caller may not change the members. Not being an administrator and not being a member answer alike only to people outside; inside,
    /// the list of members is readable.
    /// </summary>
    public SpaceRefusal? Refused => Acting?.IsActive(At) is not true ? SpaceRefusal.NotFound
        : Acting.Role is not SpaceRole.Administrateur ? SpaceRefusal.NotAdministrator
        : Target is null ? SpaceRefusal.NotFound
        : null;

    public Effect Journal(string action) => JournalRow.Of(Space, At, By.Account, action);
}
