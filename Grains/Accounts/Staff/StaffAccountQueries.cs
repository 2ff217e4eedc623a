using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Accounts.Staff;

/// <summary>Who works in the back office, and how far their way in is. Staff only.</summary>
public sealed class StaffAccountQueries(IStateStore store)
{
    /// <summary>What pages that show them watch.</summary>
    public const string Topic = "desk/equipe";

    /// <summary>More than an insurer's back office has.</summary>
    private const int Most = 500;

    private const string Columns =
        """
        a.account, a.email, a.first_name || ' ' || a.last_name AS name, a.role, a.active, a.signed_in,
        s.until AS set_up_until, s.invited, s.asked_by, s.asked_at
        """;

    /// <summary>Those who are there or awaited first, by name; then those who left.</summary>
    public Task<IReadOnlyList<StaffMember>> All(Scope scope, CancellationToken cancel = default) => AllOf(scope).Alone(store, cancel);

    internal static Statement<IReadOnlyList<StaffMember>> AllOf(Scope scope) => Statement.Rows<StaffMember>(
        ForStaff(scope),
        $"""
        SELECT {Columns} FROM account_list a LEFT JOIN staff_set_up s ON s.account = a.account
        WHERE a.kind = {(int)CallerKind.Staff} AND a.portal = @office
        ORDER BY CASE WHEN a.active = 1 OR s.account IS NOT NULL THEN 0 ELSE 1 END, a.last_name, a.first_name, a.account LIMIT {Most}
        """, ("office", Caller.StaffPortal));

    public Task<StaffMember?> Find(Scope scope, string account, CancellationToken cancel = default) => Statement.First<StaffMember>(
        ForStaff(scope),
        $"""
        SELECT {Columns} FROM account_list a LEFT JOIN staff_set_up s ON s.account = a.account
        WHERE a.account = @wanted AND a.kind = {(int)CallerKind.Staff}
        """, ("wanted", account)).Alone(store, cancel);

    /// <summary>How many open requests a colleague has, counted to a thousand.</summary>
    public async Task<int> OpenOf(Scope scope, string account, CancellationToken cancel = default) => (int)await Statement.First<long>(
        ForStaff(scope),
        "SELECT count(*) FROM (SELECT 1 FROM request_list x WHERE x.handler = @handler AND x.status IN (1, 2, 3) LIMIT 1000) n",
        ("handler", account)).Alone(store, cancel);

    /// <summary>Open requests of a colleague, by their keys.</summary>
    /// <param name="after">The key of the last one before, or empty.</param>
    internal Task<IReadOnlyList<HandledRequest>> Open(Scope scope, string account, string after, int take, CancellationToken cancel) =>
        Statement.Rows<HandledRequest>(ForStaff(scope),
        """
        SELECT x.request, x.number, x.subject FROM request_list x WHERE x.handler = @handler AND x.status IN (1, 2, 3) AND x.request > @after
        ORDER BY x.request LIMIT @take
        """, ("handler", account), ("after", after), ("take", take)).Alone(store, cancel);

    /// <summary>Is it an open account of one who answers requests?</summary>
    internal static async Task<bool> Answers(IStateStore store, string account)
    {
        await using var reading = await store.OpenRead();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(
            reading,
            $"SELECT count(*) FROM account_list a WHERE a.account = @account AND {ColleagueQueries.Answers}", new { account }) > 0;
    }

    private static Scope ForStaff(Scope scope) => scope.IsStaff ? scope : throw new InvalidOperationException("Colleagues are the staff's.");
}

public sealed record StaffMember
{
    public string Account { get; init; } = "";

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public StaffRole Role { get; init; }

    public bool Active { get; init; }

    public bool SignedIn { get; init; }

    /// <summary>Until when the newest set-up link lives; null where none is awaited.</summary>
    public DateTimeOffset? SetUpUntil { get; init; }

    /// <summary>Never set up yet.</summary>
    public bool? Invited { get; init; }

    public string? AskedBy { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public bool Awaited => SetUpUntil is not null;

    public bool Left => !Active && !Awaited;
}

internal sealed record HandledRequest
{
    public string Request { get; init; } = "";

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";
}
