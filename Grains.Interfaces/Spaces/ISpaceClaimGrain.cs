namespace Grains.Interfaces.Spaces;

/// <summary>
/// A member asks to administrate a space whose administrators are gone: all are told, have 7 days to object, then an adviser decides. One claim a space
/// at a time. Key: <c>portal/id</c>.
/// </summary>
[Alias("ISpaceClaimGrain")]
public interface ISpaceClaimGrain : IGrainWithStringKey
{
    /// <summary>
    /// By an active collaborator who has proven, within half an hour, a company whose own space this is. Mails every member. Refused: Invalid for
    /// administrators, accountants and mandates with an end; NotProven; AlreadyOpen while a claim waits.
    /// </summary>
    [Alias("Claim")]
    Task<Result<SpaceRefusal>> Claim(Caller by, OperationId operation);

    /// <summary>
    /// By any other active member until the adviser decides; again replaces the reason. Refused: AlreadyAnswered when nothing is claimed; Invalid for who
    /// claims; NoReason, 1 to 500 characters; TooMany, after 50 people.
    /// </summary>
    [Alias("ObjectToClaim")]
    Task<Result<SpaceRefusal>> ObjectToClaim(Caller by, OperationId operation, string reason);

    /// <summary>
    /// By an adviser, once the 7 days are over. Granted, the member administrates the whole space and every member is told; refused, they read why.
    /// Refused: NotAdministrator for other staff; AlreadyAnswered; TooSoon; NoReason without one, 1 to 500 characters, whichever way it goes; Over when the
    /// claimant's access is suspended or their account shut meanwhile: such a claim can only be refused.
    /// </summary>
    /// <param name="account">Of the claimant that the adviser saw.</param>
    [Alias("DecideClaim")]
    Task<Result<SpaceRefusal>> DecideClaim(Caller by, OperationId operation, string account, bool granted, string reason);

    /// <summary>
    /// The 7 days of a claim are over: open pages of advisers show that it can be decided. Nothing where it has ended meanwhile. It makes nothing true: who
    /// looks after that instant reads it whether this ran or not.
    /// </summary>
    /// <param name="askedAt">Of the claim that is meant.</param>
    [Alias("ClaimRipens")]
    Task<Result<SpaceRefusal>> ClaimRipens(OperationId operation, DateTimeOffset askedAt);
}
