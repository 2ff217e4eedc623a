using Dapper;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Notices;
using Grains.Spaces;

namespace Grains.Requests;

/// <summary>Who hears by mail of what an adviser did. The host asks, for nobody: what each of them may read is judged person by person.</summary>
public sealed class RecipientQueries(IStateStore store, NoticeChoices choices, PolicyBook policies)
{
    // Of others' requests so many are told at once.
    private const int MostOthers = 200;

    // Of one request so many entries are one mail.
    private const int MostNews = 50;

    /// <summary>
    /// The author and who follows the request, of them those who may read it and want to hear of this at once; when none of them may read it, the
    /// administrators of the company's own space. With them who wants to hear at once of others' requests and has not read it. Null when one of those whom it
    /// concerns has read the news of <paramref name="tick"/>, or when there is news since.
    /// </summary>
    public async Task<UnreadNews?> Unread(string request, long tick, DateTimeOffset at, CancellationToken cancel)
    {
        if (await Read(request, tick, at, cancel) is not { } found)
            return null;
        var concerned = found.Own.Count > 0 ? found.Own : found.Administrators;
        if (concerned.Exists(r => r.Read >= tick))
            return null;
        var others = found.Others.Where(o => o.Read < tick && !concerned.Exists(r => r.Account == o.Account)).ToList();
        var news = OneMail(found.News, policies.For(found.Request.Portal).UnreadMailAfter);
        var wanted = await choices.Of([.. concerned.Select(r => r.Account)], cancel);
        var told = concerned.Select(r => Told(r.Account, [.. news.Where(n => wanted[r.Account].Of(NoticeMails.KindOf(n.Kind)) is NoticeTiming.AtOnce)]));
        return found.Request with { Recipients = [.. told.Concat(others.Select(o => Told(o.Account, news))).OfType<ToldOfNews>()] };
    }

    private async Task<Found?> Read(string request, long tick, DateTimeOffset at, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        const string Of = "w.account, coalesce((SELECT p.read FROM request_reader p WHERE p.request = r.request AND p.account = w.account), 0) AS read";
        const string SaidNo = "EXISTS (SELECT 1 FROM request_follower n WHERE n.request = r.request AND n.account = w.account AND n.follows = 0)";
        await using var found = await reading.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT r.portal, r.number, r.subject FROM request_list r WHERE r.request = @request AND r.customer_news = @tick AND r.number IS NOT NULL;
            SELECT e.kind, e.at FROM entry e WHERE e.request = @request AND e.staff = 1 AND e.tick <= @tick ORDER BY e.tick DESC LIMIT {MostNews};
            SELECT {Of} FROM request_list r CROSS JOIN (
              SELECT q.author AS account FROM request_list q WHERE q.request = @request
              UNION SELECT f.account FROM request_follower f WHERE f.request = @request AND f.follows = 1) w
            WHERE r.request = @request AND NOT {SaidNo} AND {RequestReaders.MayRead} ORDER BY w.account;
            SELECT {Of} FROM request_list r JOIN claim c ON c.kind = '{SpaceState.HomeClaim}' AND c.value = r.company
            JOIN space_member w ON 'space/' || w.space = c.owner AND w.role = {(int)SpaceRole.Administrateur} AND w.status = {(int)MemberStatus.Added}
            WHERE r.request = @request AND NOT {SaidNo} AND {RequestReaders.MayRead} ORDER BY w.account;
            SELECT {Of} FROM request_list r CROSS JOIN (
              SELECT DISTINCT ca.account FROM company_access ca
              JOIN notice_choice nc ON nc.account = ca.account AND nc.kind = {(int)NoticeKind.OfOthers} AND nc.timing = {(int)NoticeTiming.AtOnce}
              WHERE ca.company = (SELECT q.company FROM request_list q WHERE q.request = @request)) w
            WHERE r.request = @request AND NOT {SaidNo} AND {RequestReaders.MayRead} ORDER BY w.account LIMIT {MostOthers}
            """, new { request, tick, now = at.ToUnixTimeMilliseconds() }, cancellationToken: cancel));
        return await found.ReadSingleOrDefaultAsync<UnreadNews>() is not { } told ? null
            : new Found(told, await List<News>(), await List<Reader>(), await List<Reader>(), await List<Reader>());

        async Task<List<T>> List<T>() => [.. await found.ReadAsync<T>()];
    }

    // Each of them waited for its own mail while the next one came; what is before was told by itself.
    private static List<News> OneMail(IReadOnlyList<News> newest, TimeSpan after) =>
        [.. newest.Take(1), .. newest.Zip(newest.Skip(1)).TakeWhile(pair => pair.First.At - pair.Second.At < after).Select(pair => pair.Second)];

    private static ToldOfNews? Told(string account, List<News> of) =>
        of.Count == 0 ? null : new(account, of.Select(n => TemplateOf(n.Kind)).MinBy(t => t.Rank).Name);

    // Of several the mail says what asks most of its reader.
    private static (int Rank, string Name) TemplateOf(EntryKind kind) => kind switch
    {
        EntryKind.Asked => (1, "request-asked"),
        EntryKind.Closed => (2, "request-closed"),
        EntryKind.Message => (3, "request-unread"),
        _ => (4, "request-progress"),
    };

    private sealed record Found(UnreadNews Request, List<News> News, List<Reader> Own, List<Reader> Administrators, List<Reader> Others);

    private sealed record News
    {
        public EntryKind Kind { get; init; }

        public DateTimeOffset At { get; init; }
    }

    private sealed record Reader
    {
        public string Account { get; init; } = "";

        public long Read { get; init; }
    }
}

/// <summary>News of a request that nobody whom it concerns has read.</summary>
public sealed record UnreadNews
{
    public string Portal { get; init; } = "";

    public string Number { get; init; } = "";

    public string Subject { get; init; } = "";

    public IReadOnlyList<ToldOfNews> Recipients { get; init; } = [];
}

/// <param name="Template">Of the mail that says what happened, not what was written.</param>
public sealed record ToldOfNews(string Account, string Template);
