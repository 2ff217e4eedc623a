using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Accounts;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Accounts.Registration;

public sealed record IdentitySummary
{
    public string Account { get; init; } = "";

    public string Portal { get; init; } = "";

    public string Name { get; init; } = "";

    public IdentityKind Kind { get; init; }

    public DateTimeOffset SentAt { get; init; }
}

public sealed record ContactSummary
{
    public string Registration { get; init; } = "";

    public string Portal { get; init; } = "";

    public string Siren { get; init; } = "";

    public string Name { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Email { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <summary>What registrations leave for advisers to do, oldest first. Nobody else sees a row of it.</summary>
public sealed class RegistrationQueries(IStateStore store)
{
    /// <summary>As many of each are read at once.</summary>
    public const int Most = 200;

    public Task<IReadOnlyList<IdentitySummary>> Identities(Scope scope, CancellationToken cancel = default) =>
        List<IdentitySummary>(scope, $"SELECT account, portal, name, kind, sent_at FROM identity_document ORDER BY sent_at LIMIT {Most}", cancel);

    public Task<IReadOnlyList<ContactSummary>> Calls(Scope scope, CancellationToken cancel = default) =>
        List<ContactSummary>(scope, $"SELECT registration, portal, siren, name, phone, email, at FROM contact_asked ORDER BY at LIMIT {Most}", cancel);

    /// <summary>How many of both there are, counted to <see cref="RequestCounts.Most"/>.</summary>
    internal static Statement<int> CountOf(Scope scope) => Statement.First<int>(
        scope, $"SELECT count(*) FROM (SELECT account FROM identity_document UNION ALL SELECT registration FROM contact_asked LIMIT {RequestCounts.Most}) n");

    private async Task<IReadOnlyList<T>> List<T>(Scope scope, string statement, CancellationToken cancel) =>
        scope.IsStaff ? await Statement.Rows<T>(scope, statement).Alone(store, cancel) : [];
}
