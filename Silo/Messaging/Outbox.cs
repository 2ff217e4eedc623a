using System.Text.Json;
using Dapper;
using Grains.Commits;
using Silo.Storage;

namespace Silo.Messaging;

/// <summary>A message in the demo's mailbox.</summary>
public sealed record DemoMessage(long Id, string Kind, string To, string Subject, string Text, string Html, string? Code, string? Link, DateTimeOffset At);

/// <summary>The demo's mailbox: every mail and text message, sealed in the store, once each. Exists in demos only.</summary>
public sealed class Outbox(IHostStore store, ISealer sealer, TimeProvider clock) : IMailChannel, ISmsChannel
{
    /// <summary>Raised when a message arrives.</summary>
    public event Action? Arrived;

    Task IMailChannel.Send(OutgoingMessage message, CancellationToken cancel) => Keep("email", message, cancel);

    async Task<Delivery> ISmsChannel.Send(OutgoingMessage message, CancellationToken cancel)
    {
        await Keep("sms", message, cancel);
        return new Delivery(DeliveryState.Delivered);
    }

    /// <summary>Messages after an id, oldest first, at most 200; the newest ones when <paramref name="after"/> is null.</summary>
    public async Task<IReadOnlyList<DemoMessage>> Read(long? after, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        var rows = await reading.QueryAsync<(long Id, string Job, byte[] Sealed)>(
            after is null ? "SELECT id, job, sealed FROM outbox ORDER BY id DESC LIMIT 200"
                : "SELECT id, job, sealed FROM outbox WHERE id > @after ORDER BY id LIMIT 200", new { after });
        return [.. rows.OrderBy(r => r.Id).Select(r => JsonSerializer.Deserialize<DemoMessage>(sealer.Open(r.Sealed, $"outbox/{r.Job}"))! with { Id = r.Id })];
    }

    private async Task Keep(string kind, OutgoingMessage m, CancellationToken cancel)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new DemoMessage(0, kind, m.To, m.Subject, m.Text, m.Html, m.Code, m.Link, clock.GetUtcNow()));
        var cipher = sealer.Seal(content, $"outbox/{m.Id}");
        await store.Execute("INSERT INTO outbox (job, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING", CommitLane.Interactive, cancel, m.Id, cipher);
        Arrived?.Invoke();
    }
}
