using Dapper;
using Grains.Commits;
using Grains.Interfaces;

namespace Grains.Accounts;

/// <summary>A session with what each request needs to know of its owner.</summary>
public sealed record SessionFacts
{
    public string Id { get; init; } = "";

    public string Account { get; init; } = "";

    public CallerKind Kind { get; init; }

    public StaffRole Role { get; init; }

    public string Portal { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public AccessBasis Standing { get; init; }

    /// <summary>The version of the terms of use that the owner accepted; empty: none.</summary>
    public string Terms { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    public Caller Caller => new(Account, Kind, Portal, $"{FirstName} {LastName}", Id) { Role = Role };
}

/// <summary>Reads that serve the system itself (who is calling, whom to write to); no person sees their rows.</summary>
public sealed class AccountQueries(IStateStore store, PolicyBook policies)
{
    // Every request begins with its session: from a store that is frozen it must hear within 5 s, which is this patience twice and the rest.
    private const int SessionSeconds = 2;
    private const string Person = "a.account, a.kind, a.role, a.first_name, a.last_name, a.email, a.phone";

    /// <summary>
    /// The session, if it is open at this instant: not ended, not idle, not too old, its owner active and (a customer) still a member of
    /// a space of the portal (suspended or at the end of a mandate they read why they see nothing), invited to one, or an applicant, waiting or refused. Read from the store at every request, so that an end counts at the next one.
    /// </summary>
    public async ValueTask<SessionFacts?> OpenSession(string id, DateTimeOffset now, CancellationToken cancel = default) =>
        await FindSession(id, now, cancel) is { } found && policies.IsOpen(found, now) ? found : null;

    /// <summary>The same, also when it has run out and nobody has ended it yet.</summary>
    public async ValueTask<SessionFacts?> FindSession(string id, DateTimeOffset now, CancellationToken cancel = default)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.QuerySingleOrDefaultAsync<SessionFacts>(new CommandDefinition(
            $"""
            SELECT s.id, s.portal, s.created_at, s.seen_at, a.standing, a.terms, {Person}
            FROM session s JOIN account_list a ON a.account = s.account
            WHERE s.id = @id AND s.ended_at IS NULL AND a.active = 1
            AND (a.kind = 1 OR a.standing > 0 OR EXISTS (SELECT 1 FROM space_member m WHERE m.account = s.account)
              OR EXISTS (SELECT 1 FROM space_applicant w WHERE w.account = s.account)
              OR EXISTS (SELECT 1 FROM space_member i WHERE i.address = a.address AND i.address <> '' AND i.status = 2 AND i.asked_until > @now))
            """,
            new { id, now = now.ToUnixTimeMilliseconds() }, commandTimeout: SessionSeconds, cancellationToken: cancel));
    }

    public async ValueTask<AccountContact?> Contact(string account, CancellationToken cancel = default)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.QuerySingleOrDefaultAsync<AccountContact>(
            new CommandDefinition($"SELECT {Person}, a.portal FROM account_list a WHERE a.account = @account", new { account }, cancellationToken: cancel));
    }
}

public sealed record AccountContact
{
    public string Account { get; init; } = "";

    public string Portal { get; init; } = "";

    public CallerKind Kind { get; init; }

    public StaffRole Role { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";
}
