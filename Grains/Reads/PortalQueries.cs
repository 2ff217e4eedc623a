using Grains.Access;
using Grains.Commits;
using Grains.Companies;
using Grains.Employees.Waivers;
using Grains.Interfaces.Requests;
using Grains.Portals;
using Grains.Requests;
using Grains.Spaces;

namespace Grains.Reads;

/// <summary>What a customer's page needs from several features at once, each page in one round trip.</summary>
public sealed class PortalQueries(IStateStore store, CompanyQueries companies, RequestQueries requests, SpaceQueries spaces, WaitQueries companyWaits,
    NoticeQueries notices, WaiverQueries waivers)
{
    /// <summary>The menu of companies holds this many; beyond it one searches.</summary>
    public const int MenuSize = 20;

    /// <param name="company">The one that the address or the page names; null for the one looked at last.</param>
    public async Task<ShellFacts> Shell(Scope scope, string? company = null, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var shell = AddShell(batch, scope, company);
        await batch.Run(store, cancel);
        return shell();
    }

    /// <summary>The caller's spaces and unread requests.</summary>
    public async Task<(int Unread, IReadOnlyList<string> Spaces)> Badge(Scope scope, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (unread, mine) = (batch.Add(requests.UnreadCountOf(scope)), batch.Add(SpaceQueries.MineOf(scope)));
        await batch.Run(store, cancel);
        return (unread.Value, mine.Value);
    }

    /// <summary>« Notifications », all or the unread ones, and what waits for the caller's answer elsewhere.</summary>
    public async Task<(ShellFacts Shell, IReadOnlyList<Notice> Notices, AwaitedAnswers Awaited)> Notices(Scope scope, bool unread, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (shell, last) = (AddShell(batch, scope, null), batch.Add(notices.LastOf(scope, unread)));
        var (invitations, applicants) = (batch.Add(MemberQueries.InvitationsOf(scope)), batch.Add(spaces.WaitingOf(scope)));
        var claims = batch.Add(SpaceClaimQueries.WaitingOf(scope));
        var asked = batch.Add(waivers.PageOf(scope, new WaiverFilter(null, WaiverList.ToDecide, Take: AwaitedAnswers.MostWaivers)));
        await batch.Run(store, cancel);
        return (shell(), last.Value, new(invitations.Value, applicants.Value, claims.Value, asked.Value.Rows));
    }

    /// <summary>A page of the list; its counts are those of the company it is narrowed to.</summary>
    public async Task<(ShellFacts Shell, RequestCounts Counts, RequestPage Page, IReadOnlyList<SavedSearch> Saved)> List(
        Scope scope, RequestFilter filter, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (shell, counts) = (AddShell(batch, scope, filter.Company), batch.Add(requests.CountsOf(scope, filter.Company)));
        var page = filter.Narrowed ? null : batch.Add(requests.PageOf(scope, filter));
        var saved = batch.Add(RequestQueries.SavedOf(scope));
        await batch.Run(store, cancel);
        return (shell(), counts.Value, page?.Value ?? await requests.Search(scope, filter, cancel), saved.Value);
    }

    /// <summary>
    /// At most <paramref name="yours"/> requests that wait for the caller, and <paramref name="news"/> that they have not read, the newest first;
    /// and the <paramref name="last"/> ones of all.
    /// </summary>
    public async Task<HomeFacts> Home(Scope scope, string? company, int yours, int news, int last = 0, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (shell, waits) = (AddShell(batch, scope, company), batch.Add(requests.WaitingOf(scope)));
        var waiting = batch.Add(requests.PageOf(scope, new RequestFilter(ListView.Yours, Take: yours)));
        var unread = batch.Add(requests.PageOf(scope, new RequestFilter(ListView.Unread, Take: news)));
        var latest = last > 0 ? batch.Add(requests.PageOf(scope, new RequestFilter(ListView.All, Take: last))) : null;
        var (applicants, asked) = (batch.Add(spaces.WaitingOf(scope)), batch.Add(SpaceQueries.AskedOf(scope)));
        var (busy, told, steps) = (batch.Add(companyWaits.Of(scope)), batch.Add(AnnouncementQueries.ForPersonOf(scope)), batch.Add(FirstStepQueries.Of(scope)));
        var (invitations, closed) = (batch.Add(MemberQueries.InvitationsOf(scope)), batch.Add(MemberQueries.ClosedOf(scope)));
        var claims = batch.Add(SpaceClaimQueries.WaitingOf(scope));
        await batch.Run(store, cancel);
        return new HomeFacts(shell(), waits.Value, waiting.Value.Rows, unread.Value.Rows, applicants.Value, asked.Value)
        {
            Invitations = invitations.Value,
            Closed = closed.Value,
            Claims = claims.Value,
            Latest = latest?.Value.Rows ?? [],
            Waits = busy.Value,
            Portal = told.Value,
            Steps = steps.Value,
        };
    }

    private Func<ShellFacts> AddShell(StatementBatch batch, Scope scope, string? company)
    {
        // One more than the menu shows: whether one has to search.
        var menu = batch.Add(companies.MenuOf(scope, MenuSize + 1));
        var (chosen, last) = (batch.Add(CompanyQueries.ChosenOf(scope, company)), batch.Add(CompanyQueries.LastChoiceOf(scope)));
        var (unread, mine) = (batch.Add(requests.UnreadCountOf(scope)), batch.Add(SpaceQueries.MineOf(scope)));
        return () => new ShellFacts(menu.Value, unread.Value, mine.Value) { Chosen = chosen.Value, LastChoice = last.Value };
    }
}

/// <summary>What surrounds every page of a customer.</summary>
/// <param name="Companies">By name, as many as the menu holds, and one more where there are more.</param>
/// <param name="Unread">Unread requests, counted to <see cref="RequestCounts.Most"/>.</param>
public sealed record ShellFacts(IReadOnlyList<CompanySummary> Companies, int Unread, IReadOnlyList<string> Spaces)
{
    /// <summary>The company that was asked for, or looked at last; null unless the caller sees it.</summary>
    public CompanySummary? Chosen { get; init; }

    /// <summary>The key of the company that was looked at last; empty for all, null before the first choice.</summary>
    public string? LastChoice { get; init; }
}

/// <param name="Applicants">Who waits for an answer of the caller.</param>
/// <param name="Asked">What the caller waits for, or was refused last.</param>
public sealed record HomeFacts(
    ShellFacts Shell, WaitingCount Waiting, IReadOnlyList<RequestSummary> Yours, IReadOnlyList<RequestSummary> News,
        IReadOnlyList<MembershipRequestSummary> Applicants,
    MembershipRequestSummary? Asked)
{
    /// <summary>What the caller is invited to.</summary>
    public IReadOnlyList<InvitationSummary> Invitations { get; init; } = [];

    /// <summary>Who asks to administrate one of the caller's spaces, themselves too.</summary>
    public IReadOnlyList<SpaceClaimSummary> Claims { get; init; } = [];

    /// <summary>Their last requests, where the page shows them.</summary>
    public IReadOnlyList<RequestSummary> Latest { get; init; } = [];

    /// <summary>Their companies in which something waits.</summary>
    public IReadOnlyList<CompanyWaits> Waits { get; init; } = [];

    /// <summary>What their portal tells them.</summary>
    public PortalNews Portal { get; init; } = new([], [], null);

    public FirstSteps? Steps { get; init; }

    /// <summary>A space that the caller is in and sees nothing of.</summary>
    public ClosedMembership? Closed { get; init; }
}
