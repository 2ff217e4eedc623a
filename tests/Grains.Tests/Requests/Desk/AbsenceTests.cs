using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Absences;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Desk;

/// <summary>Claire is away; her colleague Pauline and Lucien, who supervises, are not.</summary>
public sealed class AbsenceTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;
    private Caller _lucien = null!;

    private IAbsenceGrain Absences => _host.Grains.GetGrain<IAbsenceGrain>(_claire.Account);

    private DateTimeOffset Now => _host.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        (_nora, var company, _) = await _host.Customer("nora");
        (_claire, _pauline, _lucien) = (await _host.Adviser("claire"), await _host.Adviser("pauline"), await _host.Adviser("lucien", StaffRole.Superviseur));
        await _host.SentRequest(_nora, company, "100");
        await _host.SentRequest(_nora, company, "101");
        Assert.True((await _host.Request("100").TakeCharge(_claire, _host.Fresh())).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_is_away_keeps_their_requests_which_show_in_the_queue_of_all_from_the_first_instant_to_the_last()
    {
        var jobs = await _host.Count("SELECT count(*) FROM job");
        Assert.True((await Absences.Announce(_claire, _host.Fresh(), new Absence(Now.AddHours(1), Now.AddHours(3)))).Ok);
        Assert.Equal(jobs, await _host.Count("SELECT count(*) FROM job"));
        Assert.Equal(("2026-101", 1, null), await Unassigned());

        _host.Clock.Advance(TimeSpan.FromHours(1));
        var until = Now.AddHours(2);
        Assert.Equal(("2026-100 2026-101", 2, until), await Unassigned());
        var row = (await Page(QueueView.All, "sante")).Rows.Single(r => r.Number == "2026-100");
        Assert.Equal((_claire.Name.Split(' ')[0], _claire.Account, until), (row.HandlerName!.Split(' ')[0], row.Handler, row.AbsentUntil));
        Assert.Single((await Page(QueueView.Mine, null, _claire)).Rows);
        // Customers are told nothing of it.
        Assert.Null((await _host.Get<RequestQueries>().Find(Scope(_nora), "2026-100"))!.AbsentUntil);

        _host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(("2026-101", 1, null), await Unassigned());
        Assert.Equal(_claire.Account, (await _host.Get<RequestQueries>().Find(Scope(_pauline), "2026-100"))!.Handler);
    }

    [Fact]
    public async Task It_is_announced_by_oneself_or_a_supervisor_and_taken_back()
    {
        var (week, operation) = (new Absence(Now, Now.AddDays(7)), _host.Fresh());
        foreach (var by in new[] { _pauline, _nora })
            Assert.Equal(AbsenceRefusal.NotAllowed, (await Absences.Announce(by, _host.Fresh(), week)).Refusal);
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await Absences.Announce(_lucien, operation, week)).Ok);
        Assert.Equal(AbsenceRefusal.Overlaps, (await Absences.Announce(_claire, _host.Fresh(), new Absence(Now.AddDays(6), Now.AddDays(8)))).Refusal);
        Assert.True((await Absences.Announce(_claire, _host.Fresh(), new Absence(Now.AddDays(7), Now.AddDays(8)))).Ok);
        Assert.Equal(2, (await _host.Get<AbsenceQueries>().All(Scope(_pauline))).Count);

        Assert.Equal(AbsenceRefusal.NotAllowed, (await Absences.Cancel(_pauline, _host.Fresh(), "1")).Refusal);
        Assert.True((await Absences.Cancel(_claire, _host.Fresh(), "1")).Ok);
        Assert.Equal(AbsenceRefusal.NotFound, (await Absences.Cancel(_claire, _host.Fresh(), "1")).Refusal);
        Assert.Equal(("2026-101", 1, null), await Unassigned());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    [InlineData(-3, -1)]
    [InlineData(0, 800)]
    public async Task It_ends_ahead_after_it_began_and_within_two_years(int from, int until) =>
        Assert.Equal(AbsenceRefusal.NotAhead, (await Absences.Announce(_claire, _host.Fresh(), new Absence(Now.AddDays(from), Now.AddDays(until)))).Refusal);

    [Fact]
    public async Task Nobody_else_s_account_can_be_away() =>
        Assert.Equal(AbsenceRefusal.NotFound, (await _host.Grains.GetGrain<IAbsenceGrain>(_nora.Account).Announce(_lucien, _host.Fresh(), new Absence(Now, Now.AddDays(1)))).Refusal);

    private Scope Scope(Caller by) => _host.Get<Rights>().ScopeOf(by);

    private async Task<RequestPage> Page(QueueView view, string? team, Caller? by = null) =>
        (await _host.Get<RequestQueries>().Queue(Scope(by ?? _pauline), new QueueFilter(view, team), [])).Page;

    // Numbers, how many are counted, and until when the handler of the first is away.
    private async Task<(string, int, DateTimeOffset?)> Unassigned()
    {
        var (counts, page, _) = await _host.Get<RequestQueries>().Queue(Scope(_pauline), new QueueFilter(), []);
        var rows = page.Rows.OrderBy(r => r.Number, StringComparer.Ordinal).ToList();
        return (string.Join(' ', rows.Select(r => r.Number)), counts["unassigned"], rows[0].AbsentUntil);
    }
}
