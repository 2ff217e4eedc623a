using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Mail;

public enum DeliveryFilter
{
    /// <summary>Given up, or refused for good.</summary>
    Failed = 0,
    /// <summary>It failed and will be tried again.</summary>
    Deferred,
    All,
}

/// <summary>Messages and how far they got, for staff alone; what they say is not kept.</summary>
public sealed class DeliveryQueries(IStateStore store, ISqlDialect dialect)
{
    public const int MostRows = 50;

    // One more than « 99+ » says.
    private const int MostCounted = 100;

    /// <param name="employees">Whether the caller reads employees' names.</param>
    public async Task<DeliveryPage> List(Scope scope, DeliveryFilter filter, string? after, bool employees = false, CancellationToken cancel = default)
    {
        if (!scope.IsStaff)
            return new DeliveryPage([], 0, 0, null);
        var (at, job) = after?.Split('~', 2) is [var typed, var key] && long.TryParse(typed, out var said) ? (said, key) : (long.MaxValue, "");
        var batch = new StatementBatch(scope);
        var rows = batch.Add(Statement.Rows<DeliverySummary>(
            scope,
            $"""
            SELECT d.job, d.template, d.channel, d.state, d.error, d.at, d.account, d.company, coalesce(a.first_name || ' ' || a.last_name, '') AS name, coalesce(a.kind, 1) AS kind, coalesce(a.active, 1) AS active,
              CASE WHEN d.state = 0 AND EXISTS (SELECT 1 FROM job j WHERE j.key = d.job AND j.state = 0) THEN 1 ELSE 0 END AS waits
            FROM delivery d LEFT JOIN account_list a ON a.account = d.account AND d.account <> ''
            WHERE {Where(filter)} AND d.at <= @at AND (d.at < @at OR d.job > @job) ORDER BY d.at DESC, d.job LIMIT {MostRows + 1}
            """, ("at", at), ("job", job)));
        var failed = batch.Add(Count(scope, DeliveryFilter.Failed));
        var deferred = batch.Add(Count(scope, DeliveryFilter.Deferred));
        await batch.Run(store, cancel);
        var found = await WithRecipients(scope, rows.Value, employees, cancel);
        return found.Count <= MostRows ? new(found, failed.Value, deferred.Value, null)
            : new([.. found.Take(MostRows)], failed.Value, deferred.Value, $"{found[MostRows - 1].At.ToUnixTimeMilliseconds()}~{found[MostRows - 1].Job}");
    }

    // Read beside: who has no account is known to a mail by its key alone.
    private async Task<IReadOnlyList<DeliverySummary>> WithRecipients(
        Scope scope, IReadOnlyList<DeliverySummary> found, bool employees, CancellationToken cancel)
    {
        var batch = new StatementBatch(scope);
        var members = batch.Add(InvitedNow(scope, dialect, [.. found.Select(InvitedOf).Where(key => key.Length > 0).Distinct()]));
        var staff = batch.Add(EmployeesNow(scope, dialect, [.. found.Where(_ => employees).Select(EmployeeOf).Where(key => key.Length > 0).Distinct()]));
        await batch.Run(store, cancel);
        var (invited, known) = (members.Value.ToDictionary(m => m.Key, StringComparer.Ordinal), staff.Value.ToDictionary(e => e.Key, StringComparer.Ordinal));
        return [.. found.Select(d =>
            invited.TryGetValue(InvitedOf(d), out var member)
                ? d with { Name = member.Name, Invited = d.Job.EndsWith($"/{member.Link}", StringComparison.Ordinal) ? member.Key : "" }
            : known.TryGetValue(EmployeeOf(d), out var employee)
                ? d with { Name = employee.Name, Employee = d.Job == employee.Link ? employee.Key : "" }
            : d)];
    }

    internal static Statement<IReadOnlyList<Recipient>> InvitedNow(Scope scope, ISqlDialect dialect, IReadOnlyList<string> keys) => Statement.Rows<Recipient>(
        scope,
        $"""
        SELECT m.space || '/' || m.member AS key, m.first_name || ' ' || m.last_name AS name, substr(m.link, 1, 12) AS link FROM space_member m
        WHERE m.account IS NULL AND m.status = {(int)MemberStatus.Invited} AND {dialect.Among("m.space || '/' || m.member", "@invited")}
        """, ("invited", JsonSerializer.Serialize(keys)));

    internal static Statement<IReadOnlyList<Recipient>> EmployeesNow(Scope scope, ISqlDialect dialect, IReadOnlyList<string> keys) => Statement.Rows<Recipient>(
        scope,
        $"""
        SELECT e.employee AS key, e.first_name || ' ' || e.last_name AS name, e.mail AS link FROM employee_list e
        WHERE {dialect.Among("e.employee", "@employees")}
        """, ("employees", JsonSerializer.Serialize(keys)));

    // invitation/portal/space/member/link
    private static string InvitedOf(DeliverySummary one) =>
        one.Job.Split('/') is ["invitation", var portal, var space, var member, _] ? $"{portal}/{space}/{member}" : "";

    private static string EmployeeOf(DeliverySummary one) => one.Account.Length == 0 && one.Company.Length > 0 ? EmployeeOf(one.Job) : "";

    /// <summary>Of the key of a mail to who has no account, about a company: <c>template/portal/employee/instant</c>.</summary>
    internal static string EmployeeOf(string job) => job.Split('/') is [_, var portal, var id, _] ? $"{portal}/{id}" : "";

    private static Statement<int> Count(Scope scope, DeliveryFilter filter) => Statement.First<int>(
        scope, $"SELECT count(*) FROM (SELECT d.job FROM delivery d WHERE {Where(filter)} LIMIT {MostCounted}) n");

    private static string Where(DeliveryFilter filter) => filter switch
    {
        DeliveryFilter.Failed => "d.state = 3",
        DeliveryFilter.Deferred => "d.state = 0 AND d.error <> ''",
        _ => "1 = 1",
    };
}

/// <param name="Failed">Counted to 100, as <paramref name="Deferred"/> is.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliverySummary> Rows, int Failed, int Deferred, string? Next);

public sealed record DeliverySummary
{
    public string Job { get; init; } = "";

    /// <summary>Empty of a message from before it was noted.</summary>
    public string Template { get; init; } = "";

    /// <summary>
    /// Of the mail of an invitation that still waits by this very link, and whose person has no account: the keys of space and member. Else empty.
    /// </summary>
    public string Invited { get; init; } = "";

    /// <summary>The company that it speaks of to who has no account, or empty.</summary>
    public string Company { get; init; } = "";

    /// <summary>Of the mail with an employee's living link: their key. Else empty.</summary>
    public string Employee { get; init; } = "";

    /// <summary>1 while their account may sign in.</summary>
    public long Active { get; init; }

    /// <summary>1 by text message, 0 by e-mail.</summary>
    public long Channel { get; init; }

    public long State { get; init; }

    /// <summary>A provider's code.</summary>
    public string Error { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Whom it is for; empty for who has no account.</summary>
    public string Account { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>1 while a job of its own will try it again.</summary>
    public long Waits { get; init; }

    /// <summary>0 of a customer.</summary>
    public long Kind { get; init; }
}

/// <summary>Somebody without an account, as the key of a mail names them.</summary>
public sealed record Recipient
{
    public string Key { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>What the key of the mail with their living link ends with, or is.</summary>
    public string Link { get; init; } = "";
}
