namespace Grains.Interfaces.Letters;

/// <summary>
/// What an adviser takes from the print queue. Key: their account. Refused: NotFound to anybody else; TooMany beyond
/// <see cref="MostLetters"/> at once.
/// </summary>
[Alias("IPrintRunGrain")]
public interface IPrintRunGrain : IGrainWithStringKey
{
    const int MostLetters = 500;

    /// <summary>Writes down that letters, with the codes on them, were given out to be printed.</summary>
    [Alias("NotePrinting")]
    Task<Result<PrintRefusal>> NotePrinting(Caller by, OperationId operation, int letters);

    /// <summary>Marks letters as posted, each by a job; one that was withdrawn or replaced meanwhile is passed over.</summary>
    [Alias("Post")]
    Task<Result<PrintRefusal>> Post(Caller by, OperationId operation, IReadOnlyList<string> letters);
}

public enum PrintRefusal
{
    NotFound = 1,
    TooMany,
}
