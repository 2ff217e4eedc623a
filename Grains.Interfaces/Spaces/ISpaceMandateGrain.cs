namespace Grains.Interfaces.Spaces;

/// <summary>
/// Mandates that stand in the space of the accountant's firm, whose administrators pass them on. The client's space owns them and decides. Key of the
/// client's space: <c>portal/id</c>.
/// </summary>
[Alias("ISpaceMandateGrain")]
public interface ISpaceMandateGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts a mandate as <see cref="ISpaceGrain.AnswerInvitation"/> does, for a space of the firm that it names, in which the caller is and not as an
    /// accountant. Refused: as there; NotOfFirm, when the space is none of the firm's, or the caller is not in it. A repeat changes nothing.
    /// </summary>
    /// <param name="firm">Key of the firm's space.</param>
    [Alias("AcceptFor")]
    Task<Result<SpaceRefusal>> AcceptFor(Caller by, OperationId operation, string member, string firm);

    /// <summary>
    /// Places the caller's own mandate, accepted for nobody but themselves, in a space of the firm that it names, in which they are by now and not as an
    /// accountant. What it gives and its end stay as they are; the client's and the firm's journals say it. Refused: NotFound when it is not the caller's, has
    /// ended or is suspended; NotOfFirm as in <see cref="AcceptFor"/>; Over, when it stands in another space of the firm. A repeat changes nothing.
    /// </summary>
    /// <param name="firm">Key of the firm's space.</param>
    [Alias("PlaceAt")]
    Task<Result<SpaceRefusal>> PlaceAt(Caller by, OperationId operation, string mandate, string firm);

    /// <summary>
    /// Passes an accepted mandate on to a member of the firm's space, by an administrator of that space; the client's administrators are told. Refused:
    /// NotFound for everybody else; Over, once the mandate has ended or is suspended; Invalid, when the member is not active, is the accountant, or nothing
    /// would be given; AlreadyMember, when they have it or are in the client's space themselves; NoCompany; Beyond; TooMany, 50 people a mandate. A repeat
    /// changes nothing.
    /// </summary>
    /// <param name="mandate">The accountant's key in the client's space.</param>
    /// <param name="holder">Key of who has it passed on, drawn by the caller.</param>
    [Alias("PassOn")]
    Task<Result<SpaceRefusal>> PassOn(Caller by, OperationId operation, string mandate, string holder, PassingOn given);

    /// <summary>
    /// Takes a mandate back from who has it passed on, by an administrator of the firm's space; in force at once on open pages. The client's administrators
    /// do it by <see cref="ISpaceGrain.Remove"/>. Refused: NotFound. A repeat changes nothing.
    /// </summary>
    [Alias("TakeBack")]
    Task<Result<SpaceRefusal>> TakeBack(Caller by, OperationId operation, string holder);

    /// <summary>Tidies up after a member who left the firm's space: nothing where they are in it still. It makes nothing true: their access ended when they left.</summary>
    [Alias("HolderLeft")]
    Task<Result<SpaceRefusal>> HolderLeft(OperationId operation, string holder);

    /// <summary>Writes into the firm's journal what was done about one of its mandates in a client's space. Here the key is the firm's space. By a job.</summary>
    [Alias("NoteMandate")]
    Task<Result<SpaceRefusal>> NoteMandate(OperationId operation, FirmNote note);
}
