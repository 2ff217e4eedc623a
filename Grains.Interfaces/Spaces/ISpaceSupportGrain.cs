using Grains.Interfaces.Accounts;

namespace Grains.Interfaces.Spaces;

/// <summary>The same space, as advisers help the people who were asked into it. To whoever is no staff everything is NotFound. Key: <c>portal/id</c>.</summary>
[Alias("ISpaceSupportGrain")]
public interface ISpaceSupportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sends an invitation again, to the same address or a corrected one: the link before is dead, and the administrators of the space are told by mail.
    /// A repeat sends nothing. Refused: NotAdministrator to staff of another role; NoReason, unless in 1 to 500 characters; Over, once refused or accepted;
    /// Invalid, when it is no address; AlreadyMember; TooSoon, within a minute of the last; TooMany.
    /// </summary>
    [Alias("CorrectInvitation")]
    Task<Result<SpaceRefusal>> CorrectInvitation(Caller by, OperationId operation, string member, string email, string reason, LinkSecret link);
}
