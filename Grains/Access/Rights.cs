using System.Data.Common;
using Dapper;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;

namespace Grains.Access;

/// <summary>
/// The one place that decides rights, from the account, its spaces and the object. It reads the store, never a copy: a right taken away
/// is gone with the commit that took it.
/// </summary>
public sealed class Rights(IStateStore store, TimeProvider clock)
{
    // No SIREN begins with it.
    private const char OwnMark = '@';

    public Scope ScopeOf(Caller caller) => new(caller, clock.GetUtcNow());

    /// <summary>
    /// Stands where a company would for what somebody asks for himself: an insured person, or whoever waits for his document to be accepted.
    /// Nobody else acts on it, whatever he is a member of.
    /// </summary>
    public static string OwnFile(Caller caller) => $"{caller.Portal}/{OwnMark}{caller.Account}";

    /// <summary>Is this a person's own file rather than a company?</summary>
    public static bool IsOwnFile(string company) => company.Contains($"/{OwnMark}", StringComparison.Ordinal);

    /// <summary>What somebody of this standing may ask for himself.</summary>
    public static OwnRequests OwnRequestsOf(AccountStanding standing) => standing switch
    {
        AccountStanding.Insured => OwnRequests.Any,
        AccountStanding.IdentityAwaited => OwnRequests.One,
        _ => OwnRequests.None,
    };

    /// <summary>The same, read from the store.</summary>
    public async ValueTask<OwnRequests> OwnRequestsOf(Caller caller)
    {
        await using var reading = await store.OpenRead();
        return OwnRequestsOf(await reading.QuerySingleOrDefaultAsync<AccountStanding>("SELECT standing FROM account_list WHERE account = @Account", caller));
    }

    /// <summary>May the caller act for this company: write a request, a message, hand in a document?</summary>
    public async ValueTask<bool> MayAct(Caller caller, string company)
    {
        if (caller.IsStaff)
            return true;
        // A caller of another portal never acts here, whatever spaces he has there.
        if (!company.StartsWith(caller.Portal + "/", StringComparison.Ordinal))
            return false;
        if (company == OwnFile(caller))
            return true;
        // Asked before every write: a plain command, without a mapper's detour.
        await using var reading = await store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText =
            "SELECT EXISTS (SELECT 1 FROM company_access ca WHERE ca.account = @account AND ca.company = @company AND (ca.ends_at IS NULL OR ca.ends_at > @now))";
        Add(command, "account", caller.Account);
        Add(command, "company", company);
        Add(command, "now", clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await command.ExecuteScalarAsync() is 1L or true;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

/// <summary>Requests on a person's own file.</summary>
public enum OwnRequests
{
    None = 0,
    /// <summary>Until one has decided about him.</summary>
    One,
    Any,
}
