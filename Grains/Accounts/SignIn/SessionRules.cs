using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Spaces;

namespace Grains.Accounts.SignIn;

using Done = Decision<AccountState, Nothing, NoRefusal>;
using Outcome = Decision<AccountState, Nothing, AccountRefusal>;

/// <summary>What follows a sign-in, until its session ends, as pure functions of the account's state.</summary>
internal sealed class SessionRules(string account)
{
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Notes that a session is in use, once a minute at most. Of one that is not open nothing is noted.</summary>
    public Done Touch(AccountState state, string session, DateTimeOffset now)
    {
        var open = state.Sessions.Find(s => s.Id == session);
        return open is null || now - open.SeenAt < NotedEvery ? Done.Unchanged : new(
            state with { Sessions = state.Sessions.Replace(open, open with { SeenAt = now }) }, default, null,
            [new Upsert(new SessionRow(account, session, state.Portal, open.CreatedAt, now, null, open.ProvenAt))]);
    }

    public Done NoteSurplus(AccountState state, string fields, DateTimeOffset now) =>
        new(state, default, null, [JournalRow.Of(account, now, account, "form-surplus", fields)]);

    /// <summary>Ends those of the sessions that are open; nothing is written when none is.</summary>
    public Done EndSessions(AccountState state, IReadOnlyList<string> ids, DateTimeOffset now)
    {
        var ending = state.Sessions.Where(s => ids.Contains(s.Id)).ToList();
        return ending.Count == 0 ? Done.Unchanged : new(
            state with { Sessions = state.Sessions.RemoveRange(ending) }, default, null,
                [.. Ended(state, ending, now), JournalRow.Of(account, now, account, "signed-out")]);
    }

    public Done ForgetDevices(AccountState state, IReadOnlyList<string> ids, DateTimeOffset now) => new(
        state with { Devices = state.Devices.RemoveAll(d => ids.Contains(d.Id)) }, default, null, [JournalRow.Of(account, now, account, "devices-forgotten")]);

    /// <summary>Shuts an account, or opens it again; either way every session and sign-in under way ends. Again: nothing.</summary>
    /// <param name="administered">Spaces that the account administrates; where there is none beside it, it stays open.</param>
    /// <param name="by">Account of staff, or empty.</param>
    public Outcome Disable(AccountState state, bool disabled, IReadOnlyList<Administration> administered, DateTimeOffset now, string by = "", string reason = "")
    {
        if (!state.Exists || state.Disabled == disabled)
            return Outcome.Unchanged;
        if (disabled && administered.Any(s => s.Other is null))
            return AccountRefusal.LastAdministrator;
        var next = state with { Disabled = disabled, Sessions = [], Flows = [] };
        return new(next, default, null,
            [AccountListRow.Of(account, next), .. Ended(state, state.Sessions, now), JournalRow.Of(account, now, by, disabled ? "disabled" : "enabled", reason)]);
    }

    /// <summary>The rows of ended sessions; what shows the account is told, also when there was none.</summary>
    public IEnumerable<Effect> Ended(AccountState state, IEnumerable<Session> sessions, DateTimeOffset now) =>
        [.. sessions.Select(s => new Upsert(new SessionRow(account, s.Id, state.Portal, s.CreatedAt, s.SeenAt, now))), new Notify($"account/{account}")];
}
