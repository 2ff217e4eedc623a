using System.Globalization;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Employees.Due;
using Grains.Interfaces;
using Grains.Interfaces.Notices;
using Grains.Requests;

namespace Grains.Notices;

/// <summary>
/// What a person's digest says: of the kinds that they want to hear of once a day, what they have not read, if any of it came since the former digest.
/// Rights are those of the moment in which it is written.
/// </summary>
public sealed class DigestService(IStateStore store, Rights rights, NoticeQueries notices, NoticeChoices choices, ToRemindQueries reminders, ISealer sealer)
{
    /// <summary>Requests, and other news, that one mail names.</summary>
    private const int MostLines = 10;

    // Beyond it they are spread no further.
    private const int MostCounted = 1_000_000;

    // Of a customer of a portal who may sign in: the index's own words.
    private const string Reached = "a.portal = @portal AND a.kind = 0 AND a.active = 1";

    public async Task<int> Count(string portal, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return await reading.ExecuteScalarAsync<int>(new CommandDefinition(
            $"SELECT count(*) FROM (SELECT a.account FROM account_list a WHERE {Reached} LIMIT {MostCounted}) n", new { portal }, cancellationToken: cancel));
    }

    /// <summary>The next accounts in the order of their keys.</summary>
    public async Task<IReadOnlyList<DigestPerson>> People(string portal, string after, int take, CancellationToken cancel)
    {
        List<string> accounts;
        await using (var reading = await store.OpenRead(cancel))
        {
            accounts = [.. await reading.QueryAsync<string>(new CommandDefinition(
                $"SELECT a.account FROM account_list a WHERE {Reached} AND a.account > @after ORDER BY a.account LIMIT @take", new { portal, after, take },
                cancellationToken: cancel))];
        }
        var chosen = await choices.Of(accounts, cancel);
        return [.. accounts.Select(a => new DigestPerson(a, portal, chosen[a]))];
    }

    /// <summary>Null when nothing is new for them.</summary>
    public async Task<DigestMail?> Compose(DigestPerson person, DigestChunk chunk, CancellationToken cancel)
    {
        var scope = rights.ScopeOf(new Caller(person.Account, CallerKind.Customer, person.Portal, "", ""));
        var unread = (await notices.Last(scope, unread: true, cancel))
            .Where(n => n.At < chunk.Until && person.Hears(n) is NoticeTiming.Daily).ToList();
        var held = await HeldNotice.Of(scope, chunk.From, chunk.Until, MostLines + 1).Alone(store, cancel);
        var told = held.Where(h => person.IsOffered(h.Kind)).Select(h => h.Open(sealer)).ToList();
        var toRemind = person.HearsOfReminders ? await reminders.Of(scope, chunk.From, chunk.Until, MostLines + 1, cancel) : [];
        if (told.Count == 0 && toRemind.Count == 0 && !unread.Exists(n => n.At >= chunk.From))
            return null;
        var requests = unread.DistinctBy(n => n.Request).ToList();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["link"] = $"/{person.Portal}/{(requests.Count > 0 ? "notifications?vue=non-lues" : "accueil")}", ["choices"] = $"/{person.Portal}/profil#e-mails",
        };
        foreach (var (i, request) in requests.Take(MostLines).Index())
            (values[Name("number", i)], values[Name("subject", i)]) = (request.Number, request.Subject);
        foreach (var (i, line) in told.Take(MostLines).Index())
            values[Name("held", i)] = line;
        foreach (var (i, company) in toRemind.Take(MostLines).Index())
        {
            (values[Name("remind", i)], values[Name("company", i)]) = (company.Count.ToString(CultureInfo.InvariantCulture), company.Company);
            values[Name("several", i)] = company.Count > 1 ? "1" : "";
        }
        if (requests.Count > MostLines || told.Count > MostLines || toRemind.Count > MostLines)
            values["more"] = "1";
        return new DigestMail(person.Account, values);
    }

    private static string Name(string of, int i) => $"{of}{(i + 1).ToString(CultureInfo.InvariantCulture)}";
}

public sealed record DigestPerson(string Account, string Portal, PersonChoices Choices)
{
    /// <summary>When they want to hear of this entry of a request.</summary>
    public NoticeTiming Hears(Notice notice) => notice.Concern switch
    {
        NoticeConcern.Left => NoticeTiming.Never,
        NoticeConcern.Own => Choices.Of(NoticeMails.KindOf(notice.Kind)),
        _ => Choices.Of(NoticeKind.OfOthers),
    };

    /// <summary>Once a day, of employees who came to be reminded.</summary>
    public bool HearsOfReminders => IsOffered(NoticeKind.Reminder) && Choices.Of(NoticeKind.Reminder) is NoticeTiming.Daily;

    /// <summary>Whether their role still lets them hear of this kind.</summary>
    public bool IsOffered(NoticeKind kind) => NoticeDefaults.Offered(Choices.Role).Contains(kind);
}
