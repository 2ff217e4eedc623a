using Grains.Access;
using Grains.Accounts;
using Grains.Batches;
using Grains.Employees.Evidence;
using Grains.Employees.Imports;
using Grains.Interfaces;
using Grains.Requests;
using Grains.Spaces;

namespace Web.Live;

/// <summary>Who may watch what, by the same queries as the pages.</summary>
public sealed class LiveRights(Rights rights, RequestQueries requests, SpaceQueries spaces, BatchQueries batches, ImportQueries imports, EvidenceQueries evidence, AccountQueries accounts, PolicyBook policies, TimeProvider clock)
{
    public async Task<bool> MayWatch(Caller caller, string topic) => (await Watchable(caller, [topic])).Count > 0;

    /// <summary>Those of the topics that the caller may watch: at most five questions to the store, however many they are.</summary>
    public async Task<IReadOnlySet<string>> Watchable(Caller caller, IReadOnlyList<string> topics)
    {
        var asked = topics.Select(t => (Topic: t, At: t.IndexOf('/', StringComparison.Ordinal)))
            .Select(t => t.At > 0 ? (t.Topic, Family: t.Topic[..t.At], Key: t.Topic[(t.At + 1)..]) : (t.Topic, Family: t.Topic, Key: "")).ToList();
        var requestKeys = asked.Where(a => a.Family is "request" or PresenceBoard.OfRequest).Select(a => a.Key).Distinct().ToList();
        IReadOnlySet<string> seen = requestKeys.Count == 0 ? new HashSet<string>() : (await requests.Among(rights.ScopeOf(caller), requestKeys)).ToHashSet();
        IReadOnlySet<string> mine = caller.IsStaff || asked.All(a => a.Family != "space") ? new HashSet<string>()
            : (await spaces.Mine(rights.ScopeOf(caller))).ToHashSet();
        var batchKeys = asked.Where(a => a.Family == "batch").Select(a => a.Key).ToList();
        IReadOnlySet<string> followed = batchKeys.Count == 0 ? new HashSet<string>() : (await batches.Among(rights.ScopeOf(caller), batchKeys)).ToHashSet();
        var importKeys = asked.Where(a => a.Family == "import").Select(a => a.Key).ToList();
        IReadOnlySet<string> begun = importKeys.Count == 0 ? new HashSet<string>() : (await imports.Among(rights.ScopeOf(caller), importKeys)).ToHashSet();
        var evidenceKeys = asked.Where(a => a.Family == "evidence").Select(a => a.Key).ToList();
        IReadOnlySet<string> own = evidenceKeys.Count == 0 ? new HashSet<string>() : (await evidence.Among(rights.ScopeOf(caller), evidenceKeys)).ToHashSet();
        return asked.Where(a => a.Family switch
        {
            "request" => seen.Contains(a.Key),
            PresenceBoard.OfRequest => !caller.IsStaff && seen.Contains(a.Key) && policies.For(caller.Portal).Presence is not PresenceRule.Hidden,
            "account" => a.Key == caller.Account,
            "space" => mine.Contains(a.Key),
            "portal" => !caller.IsStaff && a.Key == caller.Portal,
            "batch" => followed.Contains(a.Key),
            "import" => begun.Contains(a.Key),
            "evidence" => own.Contains(a.Key),
            "queue" or "desk" => caller.IsStaff,
            _ => false,
        }).Select(a => a.Topic).ToHashSet();
    }

    /// <summary>The spaces whose rights the caller goes by.</summary>
    public async Task<IReadOnlyList<string>> SpacesOf(Caller caller) => caller.IsStaff ? [] : await spaces.Mine(rights.ScopeOf(caller));

    /// <summary>When the caller's rights must be looked at again: at the end of the session or of a mandate, whichever comes first. Null when the session is over.</summary>
    public async Task<DateTimeOffset?> OpenUntil(Caller caller)
    {
        if (await accounts.OpenSession(caller.Session, clock.GetUtcNow()) is not { } session)
            return null;
        var end = policies.For(session.Portal).SessionEnd(session.CreatedAt, session.SeenAt);
        return caller.IsStaff || await spaces.NextChange(rights.ScopeOf(caller)) is not { } change || change > end ? end : change;
    }
}
