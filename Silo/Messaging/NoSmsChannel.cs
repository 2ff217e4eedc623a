using Grains.Commits;

namespace Silo.Messaging;

/// <summary>No provider of text messages is configured: the message goes to the dead letters, where staff see why.</summary>
public sealed class NoSmsChannel : ISmsChannel
{
    public Task<Delivery> Send(OutgoingMessage message, CancellationToken cancel) =>
        throw new JobRefusedException("No SMS provider is configured.", "no-provider");
}
