using Dapper;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;

namespace Grains.Access;

/// <summary>
/// The one place that decides rights, from the account, its spaces and the object. It reads the store, never a copy: a right taken away
/// is gone with the commit that took it. What may be said is asked here; what is written carries the same rules as its condition.
/// </summary>
public sealed class Rights(IStateStore store, PolicyBook policies, TimeProvider clock, IReaderPresence presence)
{
    // No SIREN begins with it.
    private const char OwnMark = '@';

    public Scope ScopeOf(Caller caller) => new(caller, clock.GetUtcNow(), presence.Gone);

    /// <summary>
    /// Stands where a company would for what people ask for themselves: insured, or waiting for their document to be accepted.
    /// Nobody else acts on it, whatever they are a member of.
    /// </summary>
    public static string OwnFile(Caller caller) => $"{caller.Portal}/{OwnMark}{caller.Account}";

    /// <summary>Is this a person's own file rather than a company?</summary>
    public static bool IsOwnFile(string company) => company.Contains($"/{OwnMark}", StringComparison.Ordinal);

    /// <summary>What people of this standing may ask for themselves.</summary>
    public static OwnRequests OwnRequestsOf(AccessBasis standing) => standing switch
    {
        AccessBasis.Insured => OwnRequests.Any,
        AccessBasis.IdentityAwaited => OwnRequests.One,
        _ => OwnRequests.None,
    };

    /// <summary>The same, read from the store.</summary>
    public async ValueTask<OwnRequests> OwnRequestsOf(Caller caller) => OwnRequestsOf(await BasisOf(caller));

    public async ValueTask<AccessBasis> BasisOf(Caller caller)
    {
        await using var reading = await store.OpenRead();
        return await reading.QuerySingleOrDefaultAsync<AccessBasis>("SELECT standing FROM account_list WHERE account = @Account", caller);
    }

    /// <summary>
    /// May the caller act for this company: write a request, a message, hand in a document? A company that does not exist costs as much to ask for.
    /// </summary>
    public ValueTask<bool> MayAct(Caller caller, string company) => store.Holds(Acts(caller, company), clock.GetUtcNow());

    /// <summary>The condition of a commit by which the caller acts for these companies, all of them; a person's own file asks for the account alone.</summary>
    public Condition ToAct(Caller caller, Enum refusal, params IReadOnlyList<string> companies) =>
        Condition.Of(refusal, [Calls(caller), .. companies.SelectMany(c => Acts(caller, c))]);

    /// <summary>The same for a request on the caller's own file, begun by what this standing allows.</summary>
    public Condition ToAskForOneself(Caller caller, Enum refusal, string company, AccessBasis standing) =>
        Condition.Of(refusal, [Calls(caller), .. Acts(caller, company), new(RightRules.Standing, AccountOf(caller), caller.Account, (long)standing)]);

    /// <summary>The condition of a commit whose actor's state names the caller: their account is active, with their role, and their session open.</summary>
    public Condition ToCall(Caller caller, Enum refusal) => Condition.Of(refusal, Calls(caller));

    /// <summary>The same for what is asked of whoever has an e-mail address: it is their account's at the commit.</summary>
    /// <param name="address">In its one spelling.</param>
    public Condition ToAnswer(Caller caller, Enum refusal, string address) =>
        Condition.Of(refusal, [Calls(caller), new(RightRules.Address, AccountOf(caller), caller.Account, address)]);

    private static IReadOnlyList<Requirement> Acts(Caller caller, string company) =>
        caller.IsStaff || company == OwnFile(caller) ? [] : [new(RightRules.Company, $"space/{caller.Portal}/", caller.Account, company, caller.Portal)];

    private Requirement Calls(Caller caller)
    {
        var policy = policies.For(caller.Portal);
        return caller.Session.Length == 0
            ? new(RightRules.Account, AccountOf(caller), caller.Account, (long)caller.Kind, (long)caller.Role)
            : new(RightRules.Session, AccountOf(caller), caller.Account, caller.Session, (long)caller.Kind, (long)caller.Role, Ms(policy.SessionLife),
                Ms(policy.SessionIdle));
    }

    private static string AccountOf(Caller caller) => $"account/{caller.Account}";

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}

/// <summary>Requests on a person's own file.</summary>
public enum OwnRequests
{
    None = 0,
    /// <summary>Until one has decided about them.</summary>
    One,
    Any,
}
