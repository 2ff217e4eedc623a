using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Reads;

namespace Grains.Requests;

/// <summary>Advisers who answer requests and whose account is open.</summary>
public sealed class ColleagueQueries(IStateStore store)
{
    /// <summary>More than an insurer's back office has.</summary>
    internal const int Most = 500;

    /// <summary>True of such an account <c>a</c>.</summary>
    internal static readonly string Answers =
        $"a.kind = {(int)CallerKind.Staff} AND a.active = 1 AND a.role IN ({string.Join(", ", StaffRights.Answering.Select(r => (int)r))})";

    /// <summary>By name. Staff only.</summary>
    internal static Statement<IReadOnlyList<Colleague>> ListOf(Scope scope) => scope.IsStaff
        ? Statement.Rows<Colleague>(
            scope, $"SELECT a.account, a.first_name || ' ' || a.last_name AS name FROM account_list a WHERE {Answers} ORDER BY a.last_name, a.first_name, a.account LIMIT {Most}")
        : throw new InvalidOperationException("Colleagues are the staff's.");

    public Task<IReadOnlyList<Colleague>> List(Scope scope, CancellationToken cancel = default) => ListOf(scope).Alone(store, cancel);

    /// <summary>Accounts of who supervises, at most twenty.</summary>
    internal async Task<IReadOnlyList<string>> Supervisors()
    {
        await using var reading = await store.OpenRead();
        return [.. await Dapper.SqlMapper.QueryAsync<string>(
            reading,
            $"SELECT a.account FROM account_list a WHERE a.kind = {(int)CallerKind.Staff} AND a.active = 1 AND a.role = {(int)StaffRole.Superviseur} ORDER BY a.account LIMIT 20")];
    }

    /// <summary>Accounts of who gives advice, at most twenty.</summary>
    internal async Task<IReadOnlyList<string>> Specialists()
    {
        await using var reading = await store.OpenRead();
        return [.. await Dapper.SqlMapper.QueryAsync<string>(
            reading,
            $"""
            SELECT a.account FROM account_list a WHERE a.kind = {(int)CallerKind.Staff} AND a.active = 1
            AND a.role IN ({string.Join(", ", StaffRights.Advising.Select(r => (int)r))}) ORDER BY a.account LIMIT 20
            """)];
    }

    internal async Task<Colleague?> Find(string account)
    {
        await using var reading = await store.OpenRead();
        return await Dapper.SqlMapper.QuerySingleOrDefaultAsync<Colleague>(
            reading, $"SELECT a.account, a.first_name || ' ' || a.last_name AS name FROM account_list a WHERE a.account = @account AND {Answers}", new { account });
    }
}
