namespace Grains.Interfaces.Mail;

/// <summary>One message that was, or is to be, sent. Key: that of the job that sends it.</summary>
[Alias("IMailGrain")]
public interface IMailGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has a message that waits for another try sent now; in the journal with who asked. Refused: NotFound, also to whoever is no staff; NotAllowed;
    /// NotWaiting, when it was sent, or given up: what it said is erased then.
    /// </summary>
    [Alias("Retry")]
    Task<Result<MailRefusal>> Retry(Caller by, OperationId operation);
}

public enum MailRefusal
{
    NotFound = 1,
    NotAllowed,
    NotWaiting,
}
