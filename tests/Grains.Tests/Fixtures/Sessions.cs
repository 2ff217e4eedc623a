using System.Text.Json;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Tests.Fixtures;

/// <summary>Sessions without the way in, for callers whose account is registered.</summary>
public static class Sessions
{
    /// <summary>The caller with an open session of his account, one that stays open however far a test moves its clock.</summary>
    public static async Task<Caller> WithSession(this GrainHost host, Caller caller)
    {
        var later = host.Clock.GetUtcNow().AddYears(5);
        var session = new Session($"s-{caller.Account}", later, later, "test", "127.0.0.0");
        await host.Rewrite(caller.Account, s =>
            s with { Sessions = s.Sessions.Add(session) }, new SessionRow(caller.Account, session.Id, caller.Portal, later, later, null));
        return caller with { Session = session.Id };
    }

    /// <summary>Writes an account beside its grain, as another node would.</summary>
    public static async Task Rewrite(this GrainHost host, string account, Func<AccountState, AccountState> change, params IReadOnlyList<Row> rows)
    {
        var stored = (await host.Store.Load($"account/{account}"))!.Value;
        var next = change(JsonSerializer.Deserialize<AccountState>(stored.State.Span, GrainState.Json)!);
        var unit = new CommitUnit(
            $"account/{account}", stored.Version, JsonSerializer.SerializeToUtf8Bytes(next, GrainState.Json), Condition.None, null,
            [AccountListRow.Of(account, next), .. rows.Select(r => new Upsert(r))], host.Clock.GetUtcNow());
        Assert.Equal(CommitVerdict.Committed, (await host.Store.Commit(unit)).Verdict);
        // A turn that commits finds what was written beside it, so that those after it know, too.
        await host.Grains.GetGrain<IAccountGrain>(account).NoteSurplus(default, "test");
    }
}
