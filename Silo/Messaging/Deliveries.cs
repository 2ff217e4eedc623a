using Dapper;
using Grains.Commits;
using Grains.Mail;
using Silo.Storage;

namespace Silo.Messaging;

/// <summary>How far a message got. Sent and beyond, nothing leads back.</summary>
public enum DeliveryState
{
    /// <summary>With the provider, or waiting for it.</summary>
    Queued = 0,
    Sent = 1,
    Delivered = 2,
    Failed = 3,
}

/// <param name="Reference">The provider's own id of the message, or empty.</param>
/// <param name="Error">Why it failed, or why the last try did: a provider's code, never anything personal.</param>
public sealed record Delivery(DeliveryState State, string Reference = "", string Error = "")
{
    /// <summary>Also while the provider cannot be reached: a person who waits for a code needs another way now, not after the retries.</summary>
    public bool HasFailed => State is DeliveryState.Failed || (State is DeliveryState.Queued && Error.Length > 0);

    /// <summary>The provider has it, or had it.</summary>
    public bool WasTaken => State is DeliveryState.Sent or DeliveryState.Delivered || (State is DeliveryState.Queued && Reference.Length > 0);
}

/// <summary>What became of mails and text messages, by the key of the job that sent them; kept as long as ended jobs.</summary>
public sealed class Deliveries(IHostStore store, TimeProvider clock)
{
    public async ValueTask<Delivery?> Find(string job, CancellationToken cancel = default)
    {
        await using var reading = await store.OpenRead(cancel);
        var found = await reading.QuerySingleOrDefaultAsync<(long State, string Reference, string Error)?>(
            new CommandDefinition("SELECT state, reference, error FROM delivery WHERE job = @job", new { job }, cancellationToken: cancel));
        return found is { } row ? new Delivery((DeliveryState)row.State, row.Reference, row.Error) : null;
    }

    /// <summary>Providers' notices come late, twice and out of order: one that would lead back changes nothing.</summary>
    public Task Note(string job, bool sms, Delivery delivery, CancellationToken cancel) => Note(job, sms, delivery, null, cancel);

    /// <param name="of">Whom it is for and what it says; null where that is known already.</param>
    public async Task Note(string job, bool sms, Delivery delivery, MailJob? of, CancellationToken cancel) => await store.Execute(
        """
        INSERT INTO delivery (job, channel, state, reference, error, at, account, template, company)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (job) DO UPDATE SET state = excluded.state, error = excluded.error, at = excluded.at,
        reference = CASE WHEN excluded.reference = '' THEN delivery.reference ELSE excluded.reference END,
        account = CASE WHEN excluded.account = '' THEN delivery.account ELSE excluded.account END,
        template = CASE WHEN excluded.template = '' THEN delivery.template ELSE excluded.template END,
        company = CASE WHEN excluded.company = '' THEN delivery.company ELSE excluded.company END
        WHERE delivery.state < 2 AND delivery.state <= excluded.state
        """,
        CommitLane.Interactive, cancel, job, sms ? 1L : 0L, (long)delivery.State, delivery.Reference, delivery.Error,
            clock.GetUtcNow().ToUnixTimeMilliseconds(), of?.Account ?? "", of?.Template ?? "", of?.Company ?? "");

    /// <summary>Forgets what is older, with what was remembered of it beside, some thousands at a call; returns how many went.</summary>
    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancel)
    {
        var older = before.ToUnixTimeMilliseconds();
        // The states first: a row without one goes, whatever dies in between.
        await store.Execute(
            "DELETE FROM grain WHERE key IN (SELECT 'mail/' || d.job FROM (SELECT job FROM delivery WHERE at < $1 ORDER BY at, job LIMIT 2000) d)",
            CommitLane.Bulk, cancel, older);
        return await store.Execute(
            "DELETE FROM delivery WHERE job IN (SELECT job FROM delivery WHERE at < $1 ORDER BY at, job LIMIT 2000)", CommitLane.Bulk, cancel, older);
    }
}
