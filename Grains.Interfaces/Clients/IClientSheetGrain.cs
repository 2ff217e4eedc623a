namespace Grains.Interfaces.Clients;

/// <summary>The sheet on which advisers read all that is known of one client. Key: the client's kind and key, as in <c>personnes/account</c>.</summary>
[Alias("IClientSheetGrain")]
public interface IClientSheetGrain : IGrainWithStringKey
{
    /// <summary>
    /// Records in the sheet's journal that the caller reads it, before they do. Refused: NotFound to whoever is no adviser. A repeat records nothing more.
    /// </summary>
    [Alias("NoteReading")]
    Task<Result<ClientSheetRefusal>> NoteReading(Caller by, OperationId operation);
}

public enum ClientSheetRefusal
{
    NotFound = 0,
}
