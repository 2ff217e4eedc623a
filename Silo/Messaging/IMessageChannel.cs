namespace Silo.Messaging;

/// <summary>A message ready to leave. <see cref="Id"/> is the job's key: sent twice, it is the same message.</summary>
/// <param name="Code">The one-time code in it, for the demo's mailbox.</param>
public sealed record OutgoingMessage(string Id, string To, string Subject, string Text, string Html, string? Code, string? Link)
{
    /// <summary>The address by which its reader leaves such mails with one click (RFC 8058); null where they cannot.</summary>
    public string? Unsubscribe { get; init; }
}

public interface IMailChannel
{
    /// <exception cref="Grains.Commits.JobRefusedException">The address was refused for good.</exception>
    Task Send(OutgoingMessage message, CancellationToken cancel);
}

public interface ISmsChannel
{
    /// <summary>Answers how far the message got, and the provider's reference to it.</summary>
    /// <exception cref="Grains.Commits.JobRefusedException">The number was refused for good.</exception>
    Task<Delivery> Send(OutgoingMessage message, CancellationToken cancel);
}
