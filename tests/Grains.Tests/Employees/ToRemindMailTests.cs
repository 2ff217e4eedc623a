using Dapper;
using Grains.Commits;
using Grains.Employees;
using Grains.Employees.Due;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Spaces;
using Grains.Notices;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Employees;

/// <summary>Who chose it is told by mail that employees are to be reminded, and nobody else.</summary>
public sealed class ToRemindMailTests : IAsyncLifetime
{
    private const string Site = "81234567600017";
    private const string OtherSite = "81234567600025";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _company = "";
    private string _space = "";

    public async Task InitializeAsync() => (_nora, _company, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Many_who_become_due_at_many_instants_are_one_mail_and_never_a_second()
    {
        await Choose(_nora, NoticeTiming.AtOnce);
        await Invite(0, 30);
        _host.Clock.Advance(TimeSpan.FromDays(8));

        await RunDue();
        Assert.Empty(await Told());
        _host.Clock.Advance(ToRemindMail.Together);
        var jobs = await Leased();
        await RunDue();

        var mail = Assert.Single(await Told());
        Assert.Equal(("nora@maison.example", "30 salariés sont à relancer"), (mail.To, mail.Subject));
        Assert.EndsWith($"/{GrainHost.Portal}/salaries?entreprise=nora-siren&statut=a-relancer", mail.Link!, StringComparison.Ordinal);
        Assert.DoesNotContain("Nom1", mail.Html, StringComparison.Ordinal);
        // Whoever did not know that it was done, and the next look.
        foreach (var job in jobs)
            await Handler().Handle(job, default);
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await RunDue();
        Assert.Single(await Told());

        await Invite(30, 31);
        _host.Clock.Advance(TimeSpan.FromDays(8) + TimeSpan.FromMinutes(1));
        await RunDue();
        _host.Clock.Advance(ToRemindMail.Together);
        await RunDue();
        Assert.Equal(["30 salariés sont à relancer", "Un salarié est à relancer"], (await Told()).Select(m => m.Subject));
    }

    [Fact]
    public async Task A_node_that_dies_before_it_has_told_leaves_to_the_next_what_it_took()
    {
        await Choose(_nora, NoticeTiming.AtOnce);
        await Invite(0, 3);
        _host.Clock.Advance(TimeSpan.FromDays(8));
        await RunDue();
        _host.Clock.Advance(ToRemindMail.Together);
        var job = (await Leased()).Single();
        await foreach (var _ in _host.Get<ToRemindNews>().Read(job, default))
            break;

        await _host.Restart();
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunDue();

        Assert.Equal("3 salariés sont à relancer", Assert.Single(await Told()).Subject);
    }

    [Fact]
    public async Task Whose_role_or_choice_is_once_a_day_reads_of_them_in_the_digest_and_gets_no_other_mail()
    {
        // At noon: two are due on Tuesday 8 December, the third on Friday 11. The portal's first digest only remembers the hour.
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 30, 11, 0, 0, TimeSpan.Zero));
        await Invite(0, 2);
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 3, 11, 0, 0, TimeSpan.Zero));
        await Invite(2, 3);
        Assert.Empty(await Digests(new DateTimeOffset(2026, 12, 8, 7, 0, 0, TimeSpan.Zero)));

        Assert.Empty(await Digests(new DateTimeOffset(2026, 12, 9, 6, 59, 59, TimeSpan.Zero)));
        Assert.Contains("2 salariés sont à relancer chez", Assert.Single(await Digests(new DateTimeOffset(2026, 12, 9, 7, 0, 0, TimeSpan.Zero))), StringComparison.Ordinal);
        Assert.Single(await Digests(new DateTimeOffset(2026, 12, 10, 7, 0, 0, TimeSpan.Zero)));

        // Friday's is told on Monday.
        Assert.Single(await Digests(new DateTimeOffset(2026, 12, 11, 11, 1, 0, TimeSpan.Zero)));
        var monday = await Digests(new DateTimeOffset(2026, 12, 14, 7, 0, 0, TimeSpan.Zero));
        Assert.Contains("Un salarié est à relancer chez", monday[1], StringComparison.Ordinal);
        Assert.Empty(await Told());
    }

    [Fact]
    public async Task Nobody_hears_of_it_who_turned_it_off_or_may_not_see_them_now()
    {
        await Choose(_nora, NoticeTiming.AtOnce);
        await Choose(await Colleague("never"), NoticeTiming.Never);
        var lost = await Colleague("lost");
        await Colleague("over", m => m with { EndsAt = _host.Clock.GetUtcNow().AddDays(8) });
        await Colleague("suspended", m => m with { Status = MemberStatus.Suspended });
        var closed = await Colleague("closed");
        await Colleague("accountant", m => m with { Role = SpaceRole.ExpertComptable }, chooses: false);
        await Invite(0, 3);
        await Invite(3, 5, OtherSite);
        _host.Clock.Advance(TimeSpan.FromDays(8));
        await RunDue();
        _host.Clock.Advance(ToRemindMail.Together);

        // Between the instant and the mail.
        await _host.Give(_space, lost, UniverseRights.ReadHealth);
        await _host.Rewrite(closed.Account, s => s with { Disabled = true });
        await _host.Write(_space, new Upsert(new SpaceUntickedRow(_space, OtherSite)));
        await RunDue();

        var mail = Assert.Single(await Told());
        Assert.Equal(("nora@maison.example", "3 salariés sont à relancer"), (mail.To, mail.Subject));
    }

    [Fact]
    public async Task Who_answered_or_was_reminded_meanwhile_is_not_told_of()
    {
        await Choose(_nora, NoticeTiming.AtOnce);
        var ids = await Invite(0, 3);
        _host.Clock.Advance(TimeSpan.FromDays(8));
        await RunDue();
        var service = _host.Get<AffiliationService>();
        Assert.True((await service.Remind(_nora, _host.Fresh(), ids[0])).Ok);
        Assert.True((await _host.Grains.GetGrain<IEmployeeGrain>($"{GrainHost.Portal}/{ids[1]}").Withdraw(_nora, _host.Fresh())).Ok);
        _host.Clock.Advance(ToRemindMail.Together);

        await RunDue();

        Assert.Equal("Un salarié est à relancer", Assert.Single(await Told()).Subject);
    }

    [Fact]
    public async Task Who_is_due_is_found_by_the_index_of_those_who_are_to_be_reminded()
    {
        await using var reading = await _host.Store.OpenRead();
        var parameters = new { company = _company, account = "", now = 1L, since = 0L, until = 1L };

        Assert.Empty(await reading.QueryAsync(ToRemindQueries.Sql, parameters));
        if (TestStore.IsPostgres)
            return;
        var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {ToRemindQueries.Sql}", parameters))
            .Select(p => p.Detail).ToList();
        Assert.Contains(plan, d => d.StartsWith("SEARCH x USING", StringComparison.Ordinal) && d.Contains("employee_phase_due", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, d => d is "SCAN x" or "SCAN c" or "SCAN m" or "SCAN a");
    }

    private async Task<IReadOnlyList<string>> Invite(int from, int until, string siret = Site)
    {
        var ids = new List<string>();
        for (var i = from; i < until; i++)
        {
            _host.Clock.Advance(TimeSpan.FromMilliseconds(250));
            var invited = await _host.Get<AffiliationService>().Invite(_nora, _host.Fresh(), new NewEmployee(
                _company, new Person($"Nom{i}", "Maëlys", new DateOnly(1991, 5, 4)), "", new Employment(siret, new DateOnly(2026, 12, 1), "04"),
                [new CoverChoice("SA1", "ENS", "OPT2", new DateOnly(2026, 12, 1))], $"m{i}@courrier.example"));
            ids.Add(invited.Value!);
        }
        return ids;
    }

    private async Task<Caller> Colleague(string name, Func<SpaceMember, SpaceMember>? but = null, bool chooses = true)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        var caller = await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, name, ""));
        var member = new SpaceMember
        {
            Member = caller.Account, Account = caller.Account, Role = SpaceRole.Collaborateur, Whole = true, Rights = UniverseRights.ReadAndAct,
        };
        await _host.Write(_space, new Upsert(SpaceMemberRow.Of(_space, but is null ? member : but(member))));
        if (chooses)
            await Choose(caller, NoticeTiming.AtOnce);
        return caller;
    }

    private async Task Choose(Caller by, NoticeTiming timing) => Assert.True(
        (await _host.Grains.GetGrain<INoticeChoicesGrain>(by.Account).Choose(by, _host.Fresh(), [new NoticeChosen(NoticeKind.Reminder, timing)])).Ok);

    // What is due for companies, then the mails.
    private async Task RunDue()
    {
        await _host.RunGrainWork();
        await _host.RunGrainWork(JobLane.Mail);
        await _host.RunGrainWork(JobLane.Bulk);
    }

    // The texts of all digests until then.
    private async Task<IReadOnlyList<string>> Digests(DateTimeOffset at)
    {
        _host.Clock.SetUtcNow(at);
        await _host.Get<DigestStart>().Look(default);
        await RunDue();
        await RunDue();
        return [.. (await _host.Get<Outbox>().Read(0, default)).Where(m => m.Subject == "Votre résumé du jour").Select(m => m.Text)];
    }

    private IJobHandler Handler() => _host.Get<IEnumerable<IJobHandler>>().Single(h => h.Kind == ToRemindMail.JobKind);

    private async Task<IReadOnlyList<LeasedJob>> Leased()
    {
        var real = TimeProvider.System.GetUtcNow();
        var jobs = await _host.Get<IJobStore>().Lease(JobLane.Mail, 1000, _host.Clock.GetUtcNow(), real, real.AddSeconds(-1));
        return [.. jobs.Where(j => j.Kind == ToRemindMail.JobKind)];
    }

    private async Task<IReadOnlyList<DemoMessage>> Told() =>
        [.. (await _host.Get<Outbox>().Read(0, default)).Where(m => m.Subject.Contains("à relancer", StringComparison.Ordinal))];
}
