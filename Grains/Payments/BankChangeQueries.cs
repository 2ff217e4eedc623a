using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Requests;

namespace Grains.Payments;

/// <summary>Another account on its way, or applied, as pages show it.</summary>
public sealed record BankChangeView
{
    public string Request { get; init; } = "";

    public string Number { get; init; } = "";

    public string Portal { get; init; } = "";

    public string Company { get; init; } = "";

    /// <summary>Empty for a person's own file.</summary>
    public string CompanyName { get; init; } = "";

    public string Author { get; init; } = "";

    public string AuthorName { get; init; } = "";

    /// <summary>Of the author, as advisers call back; empty for customers.</summary>
    public string Phone { get; init; } = "";

    public BankPurpose Purpose { get; init; }

    public string Contract { get; init; } = "";

    public string Holder { get; init; } = "";

    public string IbanHint { get; init; } = "";

    /// <summary>It is an unrelated customer's: 1, for advisers alone.</summary>
    public long Flagged { get; init; }

    public long ByLink { get; init; }

    /// <summary>The link that confirms went to the telephone: 1.</summary>
    public long BySms { get; init; }

    /// <summary>It goes no further before an adviser has called: 1 (<see cref="BankAccounts.AreFrozen"/>).</summary>
    public long Frozen { get; init; }

    public long NewPhone { get; init; }

    /// <summary>Cancelled where its request is closed before its end.</summary>
    public BankStage Stage { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string CallBy { get; init; } = "";

    public string CallName { get; init; } = "";

    public DateTimeOffset? CallAt { get; init; }

    public string CallNote { get; init; } = "";

    public string ApprovedName { get; init; } = "";

    public DateTimeOffset? ApprovedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string Reason { get; init; } = "";

    public string Mandate { get; init; } = "";

    public bool IsOpen => Stage is BankStage.Confirming or BankStage.Approving or BankStage.Held;
}

/// <summary>Reads of accounts on their way. A customer reads those of the requests that they see; what advisers note among them is not theirs.</summary>
public sealed class BankChangeQueries(IStateStore store)
{
    public const int Most = 40;

    private const int MostShown = 20;

    private static readonly string Open = $"b.stage < {(int)BankStage.Applied} AND r.status <> {(int)RequestStatus.Closed}";

    /// <summary>For advisers: what waits, the oldest first.</summary>
    public Task<IReadOnlyList<BankChangeView>> Waiting(Scope scope, CancellationToken cancel = default) => Statement.Rows<BankChangeView>(
        scope, $"{Select(scope)} WHERE r.request = b.request AND {Open} AND {Staff(scope)} ORDER BY b.asked_at, b.request LIMIT {Most}").Alone(store, cancel);

    /// <summary>Null where there is none, or the caller does not see the request.</summary>
    public Task<BankChangeView?> OfRequest(Scope scope, string number, CancellationToken cancel = default) => Statement.First<BankChangeView>(
        scope,
        $"{Select(scope)} WHERE r.request = b.request AND b.request = (SELECT n.request FROM request_list n WHERE n.number = @number) AND {scope.Requests("r")} LIMIT 1",
        ("number", number)).Alone(store, cancel);

    /// <summary>Of one company, or of the caller themselves: what is on its way and what was applied, the newest first.</summary>
    public Task<IReadOnlyList<BankChangeView>> Of(Scope scope, string company, CancellationToken cancel = default) => Statement.Rows<BankChangeView>(
        scope,
        $"""
        {Select(scope)} WHERE r.request = b.request AND b.company = @company AND ({Open} OR b.stage = {(int)BankStage.Applied}) AND {scope.Requests("r")}
        ORDER BY b.asked_at DESC, b.request LIMIT {MostShown}
        """, ("company", company)).Alone(store, cancel);

    /// <summary>How many wait, counted to <see cref="RequestCounts.Most"/>.</summary>
    internal static Statement<int> CountOf(Scope scope) => Statement.First<int>(
        scope,
        $"""
        SELECT count(*) FROM (SELECT b.request FROM bank_change b CROSS JOIN request_list r WHERE r.request = b.request AND {Open} AND {Staff(scope)}
        LIMIT {RequestCounts.Most}) n
        """);

    private static string Staff(Scope scope) => scope.IsStaff ? "1 = 1" : "1 = 0";

    private static string Select(Scope scope) =>
        $"""
        SELECT b.request, b.number, b.portal, b.company, coalesce(c.name, '') AS company_name, b.author, b.author_name, b.purpose, b.contract, b.holder, b.iban_hint,
        b.by_link, b.by_sms, b.asked_at, b.due_at, b.ended_at, b.reason, b.mandate,
        CASE WHEN b.stage < {(int)BankStage.Applied} AND {BankAccounts.FrozenOf("b.author")} THEN 1 ELSE 0 END AS frozen,
        {(scope.IsStaff ? "b.flagged, b.new_phone, b.call_by, b.call_name, b.call_at, b.call_note, b.approved_name, b.approved_at, coalesce(a.phone, '') AS phone"
            : "0 AS flagged")},
        CASE WHEN b.stage < {(int)BankStage.Applied} AND r.status = {(int)RequestStatus.Closed} THEN {(int)BankStage.Cancelled} ELSE b.stage END AS stage
        FROM bank_change b CROSS JOIN request_list r LEFT JOIN company_list c ON c.company = b.company
        LEFT JOIN account_list a ON a.account = b.author
        """;
}
