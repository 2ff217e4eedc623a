using Grains.Access;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Requests;
using Grains.Spaces;

namespace Web.Live;

/// <summary>Who may watch what, by the same queries as the pages.</summary>
public sealed class LiveRights(Rights rights, RequestQueries requests, SpaceQueries spaces, AccountQueries accounts, PolicyBook policies, TimeProvider clock)
{
    public async Task<bool> MayWatch(Caller caller, string topic)
    {
        var (family, key) = topic.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? (topic[..slash], topic[(slash + 1)..]) : (topic, "");
        return family switch
        {
            "request" => await requests.FindById(rights.ScopeOf(caller), key) is not null,
            "account" => key == caller.Account,
            "space" => !caller.IsStaff && (await spaces.Mine(rights.ScopeOf(caller))).Contains(key),
            "queue" => caller.IsStaff,
            _ => false,
        };
    }

    /// <summary>When the session must be looked at again, or null when it is over.</summary>
    public async Task<DateTimeOffset?> OpenUntil(Caller caller)
    {
        return await accounts.OpenSession(caller.Session, clock.GetUtcNow()) is { } session
            ? policies.For(session.Portal).SessionEnd(session.CreatedAt, session.SeenAt)
            : null;
    }
}
