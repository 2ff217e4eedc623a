using System.Text.Json;
using Dapper;
using Grains.Commits;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Spaces;

namespace Grains.Notices;

/// <summary>How people hear of each kind of news: as they chose, else as the first of their roles gives it. The host asks, before it tells somebody.</summary>
public sealed class NoticeChoices(IStateStore store, ISqlDialect dialect)
{
    /// <summary>When this person hears of news of this kind.</summary>
    public async Task<NoticeTiming> Of(string account, NoticeKind kind, CancellationToken cancel = default) => (await Of([account], cancel))[account].Of(kind);

    /// <summary>The choices of each of these accounts.</summary>
    public async Task<IReadOnlyDictionary<string, PersonChoices>> Of(IReadOnlyCollection<string> accounts, CancellationToken cancel = default)
    {
        await using var reading = await store.OpenRead(cancel);
        await using var found = await reading.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT c.account, c.kind, c.timing FROM notice_choice c WHERE {dialect.Among("c.account", "@wanted")};
            SELECT m.account, min(m.role), max(m.role) FROM space_member m
            WHERE m.account IS NOT NULL AND {dialect.Among("m.account", "@wanted")} AND m.status IN (1, 5)
            GROUP BY m.account
            """, new { wanted = JsonSerializer.Serialize(accounts) }, cancellationToken: cancel));
        var chosen = (await found.ReadAsync<(string Account, long Kind, long Timing)>()).ToLookup(c => c.Account);
        var roles = (await found.ReadAsync<(string Account, long First, long Last)>()).ToDictionary(m => m.Account);
        return accounts.Distinct().ToDictionary(a => a, a => new PersonChoices(
            roles.TryGetValue(a, out var role) ? (SpaceRole)role.First : null, chosen[a].ToDictionary(c => (NoticeKind)c.Kind, c => (NoticeTiming)c.Timing))
        {
            IsAccountant = role.Last == (long)SpaceRole.ExpertComptable,
        });
    }
}

/// <param name="Role">The first of their roles; null for who is in no space.</param>
public sealed record PersonChoices(SpaceRole? Role, IReadOnlyDictionary<NoticeKind, NoticeTiming> Chosen)
{
    /// <summary>An accountant of others' companies, who administrates their own firm's space perhaps: the companies' news are not theirs to follow.</summary>
    public bool IsAccountant { get; init; }

    public NoticeTiming Of(NoticeKind kind) =>
        Chosen.TryGetValue(kind, out var timing) ? timing : NoticeDefaults.Of(kind, IsAccountant ? SpaceRole.ExpertComptable : Role);
}
