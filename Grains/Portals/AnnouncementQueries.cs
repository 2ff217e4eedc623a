using Grains.Access;
using Grains.Commits;
using Grains.Interfaces.Portals;
using Grains.Reads;

namespace Grains.Portals;

/// <summary>What a portal tells, by the clock: to its people what holds now and is theirs to read, to staff all of late.</summary>
public sealed class AnnouncementQueries(IStateStore store)
{
    /// <summary>More at once would be read by nobody.</summary>
    public const int MostShown = 3;

    private const int MostListed = 50;
    private const string Columns = "n.portal, n.announcement, n.kind, n.title, n.text, n.from_at, n.to_at, n.author_name, n.published_at";
    private const string Current = "n.portal = @portal AND n.from_at <= @now AND (n.to_at IS NULL OR n.to_at > @now)";

    public Task<PortalNews> ForPerson(Scope scope, CancellationToken cancel = default) => ForPersonOf(scope).Alone(store, cancel);

    /// <summary>What is new in the caller's portal, read or not, the newest first.</summary>
    public Task<IReadOnlyList<AnnouncementView>> Novelties(Scope scope, CancellationToken cancel = default) =>
        Statement.Rows<AnnouncementView>(scope, Of(AnnouncementKind.Novelty, "")).Alone(store, cancel);

    /// <summary>Of a portal, for staff: those to come, those that hold and the last ones that did.</summary>
    /// <exception cref="InvalidOperationException">The caller is a customer.</exception>
    public Task<IReadOnlyList<AnnouncementView>> All(Scope scope, string portal, CancellationToken cancel = default) => !scope.IsStaff
        ? throw new InvalidOperationException("Customers read what is theirs.")
        : Statement.Rows<AnnouncementView>(
            scope, $"SELECT {Columns} FROM announcement n WHERE n.portal = @of ORDER BY n.announcement DESC LIMIT {MostListed}", ("of", portal)).Alone(store, cancel);

    internal static Statement<PortalNews> ForPersonOf(Scope scope) => new(
        scope,
        $"""
        {Of(AnnouncementKind.Banner, "")};
        {Of(AnnouncementKind.Novelty, "AND n.from_at > coalesce((SELECT o.news_at FROM onboarding o WHERE o.account = @account), 0)")};
        SELECT presented_at, news_at, steps_hidden_at FROM onboarding WHERE account = @account
        """,
        async found => new PortalNews(
            [.. await found.ReadAsync<AnnouncementView>()],
            [.. await found.ReadAsync<AnnouncementView>()],
            await found.ReadFirstOrDefaultAsync<OnboardingView>()));

    private static string Of(AnnouncementKind kind, string more) =>
        $"SELECT {Columns} FROM announcement n WHERE {Current} AND n.kind = {(int)kind} {more} ORDER BY n.from_at DESC LIMIT {MostShown}";
}

/// <param name="Unread">What is new and was not read by the person.</param>
/// <param name="Onboarding">Null before the person has seen anything.</param>
public sealed record PortalNews(IReadOnlyList<AnnouncementView> Banners, IReadOnlyList<AnnouncementView> Unread, OnboardingView? Onboarding);

public sealed record AnnouncementView
{
    public string Announcement { get; init; } = "";

    public AnnouncementKind Kind { get; init; }

    public string Title { get; init; } = "";

    public string Text { get; init; } = "";

    public DateTimeOffset FromAt { get; init; }

    public DateTimeOffset? ToAt { get; init; }

    public string AuthorName { get; init; } = "";

    public DateTimeOffset PublishedAt { get; init; }

    public bool IsOver(DateTimeOffset now) => ToAt <= now;
}

public sealed record OnboardingView
{
    public DateTimeOffset? PresentedAt { get; init; }

    public DateTimeOffset? NewsAt { get; init; }

    public DateTimeOffset? StepsHiddenAt { get; init; }
}
