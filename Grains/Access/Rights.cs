using Dapper;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

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
    public static string OwnFile(Caller caller) => OwnFileOf(caller.Portal, caller.Account);

    internal static string OwnFileOf(string portal, string account) => $"{portal}/{OwnMark}{account}";

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
    /// May the caller act for this company, in one of these universes: write a request, a message, hand in a document? A company that does not
    /// exist costs as much to ask for.
    /// </summary>
    /// <param name="universes">Bits of <see cref="UniverseRights.Read"/>.</param>
    /// <param name="siret">The establishment concerned, or empty.</param>
    public ValueTask<bool> MayAct(Caller caller, string company, UniverseRights universes = UniverseRights.Read, string siret = "") =>
        May(caller, ActingOn(universes), new(company, universes, siret));

    /// <summary>May the caller read it?</summary>
    public ValueTask<bool> MayRead(Caller caller, string company, UniverseRights universes = UniverseRights.Read, string siret = "") =>
        May(caller, universes, new(company, universes, siret));

    /// <summary>Is their account active, with their role, and their session open? For what goes on after the request was let in.</summary>
    public ValueTask<bool> MayCall(Caller caller) => store.Holds([Calls(caller)], clock.GetUtcNow());

    /// <summary>The condition of a commit by which the caller acts for this company; a person's own file asks for the account alone.</summary>
    public Condition ToAct(Caller caller, Enum refusal, string company, UniverseRights universes = UniverseRights.Read, string siret = "") =>
        ToAct(caller, refusal, [new Matter(company, universes, siret)]);

    /// <summary>The same for several matters, all of them.</summary>
    public Condition ToAct(Caller caller, Enum refusal, IReadOnlyList<Matter> matters) =>
        Condition.Of(refusal, [Calls(caller), .. matters.Distinct().SelectMany(m => On(caller, ActingOn(m.Universes), m))]);

    /// <summary>The condition of a commit on a draft that others began: one of these rights on each matter.</summary>
    internal Condition ToShare(Caller caller, Enum refusal, params IReadOnlyList<(UniverseRights Rights, Matter Matter)> drafts) =>
        Condition.Of(refusal, [Calls(caller), .. drafts.Distinct().SelectMany(d => On(caller, d.Rights, d.Matter))]);

    /// <summary>The condition of a commit that says no more than that the caller has read something.</summary>
    public Condition ToRead(Caller caller, Enum refusal, string company, UniverseRights universes = UniverseRights.Read, string siret = "") =>
        Condition.Of(refusal, [Calls(caller), .. On(caller, universes, new(company, universes, siret))]);

    /// <summary>The same of several matters, all of them.</summary>
    public Condition ToRead(Caller caller, Enum refusal, IReadOnlyList<Matter> matters) =>
        Condition.Of(refusal, [Calls(caller), .. matters.Distinct().SelectMany(m => On(caller, m.Universes, m))]);

    /// <summary>The same for a request on the caller's own file, begun by what this standing allows.</summary>
    public Condition ToAskForOneself(Caller caller, Enum refusal, string company, AccessBasis standing) =>
        Condition.Of(
            refusal,
            [Calls(caller), .. On(caller, UniverseRights.Act, new(company)), new(RightRules.Standing, AccountOf(caller), caller.Account, (long)standing)]);

    /// <summary>The condition of a commit whose actor's state names the caller: their account is active, with their role, and their session open.</summary>
    public Condition ToCall(Caller caller, Enum refusal) => Condition.Of(refusal, Calls(caller));

    /// <summary>Beside a right: the caller has proved themselves anew in their session (<see cref="StepUpRules"/>). Who calls beside the pages has none.</summary>
    internal IReadOnlyList<Requirement> Proof(Caller caller) => caller.Session.Length == 0 ? []
        : [new(RightRules.Proven, AccountOf(caller), caller.Account, caller.Session, Ms(StepUpRules.Life))];

    /// <summary>Have they, now?</summary>
    public ValueTask<bool> IsProven(Caller caller) => store.Holds(Proof(caller), clock.GetUtcNow());

    /// <summary>
    /// The condition of a commit by which the caller acts on people of any establishment of a company, whom an account has named: see <see cref="Scope.SeesWhole"/>.
    /// </summary>
    internal Condition ToActOnWhole(Caller caller, Enum refusal, string company, UniverseRights universes, string known) => Condition.Of(
        refusal,
        [Calls(caller), new(RightRules.Whole, $"space/{caller.Portal}/", caller.Account, company, caller.Portal, (long)ActingOn(universes), known)]);

    /// <summary>Asked before a verb: does what its commit asks for hold now?</summary>
    internal ValueTask<bool> Hold(Condition right) => store.Holds(right.All, clock.GetUtcNow());

    /// <summary>The condition of a commit by which the caller administrates the company, or acts on their own file.</summary>
    public Condition ToAdminister(Caller caller, Enum refusal, string company) =>
        Condition.Of(refusal, [Calls(caller), .. On(caller, UniverseRights.Administer, new(company))]);

    /// <summary>May they?</summary>
    public ValueTask<bool> MayAdminister(Caller caller, string company) => May(caller, UniverseRights.Administer, new(company));

    /// <summary>The condition of a commit by which an administrator of a space gives what was a member's to another, who may have it.</summary>
    internal Condition ToHandOver(Caller by, Enum refusal, string space, Matter matter, Caller heir, bool acts) => Condition.Of(
        refusal,
        [
            Calls(by), new(RightRules.Administers, $"space/{space}", by.Account, space), .. On(by, ActingOn(matter.Universes), matter),
            .. On(heir, acts ? ActingOn(matter.Universes) : matter.Universes, matter),
        ]);

    /// <summary>The condition of a commit by which an adviser gives a request to another, whose account is open.</summary>
    internal Condition ToPassOn(Caller by, Enum refusal, Matter matter, string heir) =>
        Condition.Of(refusal, [Calls(by), .. On(by, ActingOn(matter.Universes), matter), IsOpen(heir)]);

    /// <summary>The same for what is asked of whoever has an e-mail address: it is their account's at the commit.</summary>
    /// <param name="address">In its one spelling.</param>
    public Condition ToAnswer(Caller caller, Enum refusal, string address) =>
        Condition.Of(refusal, [Calls(caller), new(RightRules.Address, AccountOf(caller), caller.Account, address)]);

    /// <summary>What a commit asks for that takes an administrator from a space: another, whose account is open.</summary>
    internal static Requirement IsOpen(string account) => new(RightRules.Open, $"account/{account}", account);

    /// <summary>Beside a right: another request is sent and not closed.</summary>
    internal static Requirement IsUnderway(string request) => new(RightRules.Underway, $"request/{request}", request);

    /// <summary>Beside a right: the account administrates the space.</summary>
    internal static Requirement Administers(string account, string space) => new(RightRules.Administers, $"space/{space}", account, space);

    /// <summary>Beside a right: the account is in the space, and not as an accountant of others.</summary>
    internal static Requirement Belongs(string account, string space) => new(RightRules.Belongs, $"space/{space}", account, space);

    /// <summary>Beside a right: the space holds the company.</summary>
    internal static Requirement Keeps(string space, string company) => new(RightRules.Holds, $"space/{space}", space, company);

    /// <summary>The same where it is not the space that commits.</summary>
    internal static IEnumerable<Requirement> GoesOn(Administration space) =>
        [new(RightRules.Administers, $"space/{space.Space}", space.Other!, space.Space), IsOpen(space.Other!)];

    private ValueTask<bool> May(Caller caller, UniverseRights rights, Matter matter) => store.Holds(On(caller, rights, matter), clock.GetUtcNow());

    private static IReadOnlyList<Requirement> On(Caller caller, UniverseRights rights, Matter matter) =>
        caller.IsStaff || matter.Company == OwnFile(caller)
            ? []
            : [new(RightRules.Company, $"space/{caller.Portal}/", caller.Account, matter.Company, caller.Portal, (long)rights, matter.Siret)];

    // The right to act stands four bits above the right to read.
    internal static UniverseRights ActingOn(UniverseRights universes) => (UniverseRights)((int)universes << 4);

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
