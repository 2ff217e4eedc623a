namespace Grains.Interfaces.Requests;

/// <summary>The same request, as advisers tie it to others: linked among themselves, or merged as the duplicate that it is.</summary>
[Alias("IRequestTiesGrain")]
public interface IRequestTiesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Links another request to this one, for advisers alone: by any of them, on a closed one too. Both say it among the notes. Refused: NotAllowed to customers;
    /// NoSuchRequest, also for itself and a draft; AlreadyLinked, from either side; TooManyLinks beyond fifty.
    /// </summary>
    /// <param name="other">Key of the other request; empty for none that exists.</param>
    [Alias("Link")]
    Task<Result<RequestRefusal>> Link(Caller by, OperationId operation, string other);

    /// <summary>Takes back a link that was made from this request. Refused: NotAllowed to customers; NotLinked, also at a second attempt.</summary>
    [Alias("Unlink")]
    Task<Result<RequestRefusal>> Unlink(Caller by, OperationId operation, string other);

    /// <summary>
    /// Closes this request as a duplicate of another, by the adviser in charge: its messages stay, and who may read the other is led there. Who follows this one
    /// follows the other, by a right of their own. Refused: what closing refuses; NoSuchRequest; KeptClosed, also when the other is closed meanwhile; OtherPortal,
    /// OtherCompany, OtherUniverse; IsMedical with a medical piece, where the other holds none; IsComplaint where the other is none; ChangesAccount.
    /// </summary>
    /// <param name="kept">Key of the request that goes on; empty for none that exists.</param>
    [Alias("Merge")]
    Task<Result<RequestRefusal>> Merge(Caller by, OperationId operation, string kept);

    /// <summary>What a tie means to the request at its other end, by the job of the commit that made it. Refused: NotFound. A repeat changes nothing.</summary>
    [Alias("Tied")]
    Task<Result<RequestRefusal>> Tied(OperationId operation, RequestTie tie);
}

/// <param name="Request">Key of the request where it was made.</param>
/// <param name="By">Account of the adviser who made it.</param>
[Immutable]
public sealed record RequestTie(TieKind Kind, string Request, string Number, string By, string ByName);

public enum TieKind
{
    Linked = 0,
    Unlinked = 1,
    /// <summary>It was closed as a duplicate.</summary>
    Merged = 2,
}
