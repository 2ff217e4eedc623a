namespace Silo.Files;

/// <summary>Why an upload was refused.</summary>
public enum FileRefusal
{
    /// <summary>Not a PDF, PNG or JPEG by its name.</summary>
    Type = 1,
    /// <summary>HEIC: the advice is to choose JPG.</summary>
    Heic,
    /// <summary>Its content is not what its name says, or is damaged.</summary>
    Content,
    /// <summary>A PDF that does something by itself, or with files in it.</summary>
    ActivePdf,
    TooLarge,
    Empty,
    /// <summary>Too many pixels to be a document.</summary>
    TooManyPixels,
    /// <summary>Too many uploads that nothing links yet.</summary>
    TooMany,
    /// <summary>The virus scanner found something.</summary>
    Infected,
    EncryptedPdf,
    /// <summary>A PDF whose objects cannot be looked at within the bounds of time and memory.</summary>
    ComplexPdf,
    /// <summary>A social declaration (DSN): it holds everybody's data.</summary>
    Declaration,
}

/// <summary>Ends the reading of an upload; caught where it began.</summary>
internal sealed class FileRefusedException(FileRefusal reason) : Exception(reason.ToString())
{
    public FileRefusal Reason { get; } = reason;
}
