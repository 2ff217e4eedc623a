using System.Text.Json;
using Dapper;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Mail;
using Grains.Notices;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Notices;

/// <summary>
/// The daily mail: on opening days at eight, what came since the one before and is unread, of the kinds that a person wants to hear of once a day. The
/// clock begins on a Tuesday; that day's digest, the portal's first, only remembers the hour.
/// </summary>
public sealed class DigestTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        _claire = await _host.Adviser("claire");
        await _host.SentRequest(_nora, Company, "1");
        await _host.Get<DigestStart>().Look(default);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_came_since_the_last_one_is_told_once_with_its_requests_and_no_content()
    {
        await Take("1");
        await Take("2");
        await Say("2", "Une réponse secrète");

        var mail = Assert.Single(await Morning(25));

        Assert.Equal(("nora@maison.example", "Votre résumé du jour"), (mail.To, mail.Subject));
        Assert.Contains("2026-1", mail.Text, StringComparison.Ordinal);
        Assert.Contains("2026-2", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrète", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/{GrainHost.Portal}/notifications?vue=non-lues", mail.Link, StringComparison.Ordinal);
        // Still unread, but nothing is new.
        Assert.Empty(await Morning(26));
        await Take("3");
        Assert.Contains("2026-1", Assert.Single(await Morning(27)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_and_what_is_wanted_at_once_or_not_at_all_is_in_none()
    {
        await Take("1");
        await _host.Request("1").Seen(_nora, 99, read: true);
        await Take("2");
        await Say("2", "Une réponse");
        await Choose((NoticeKind.Progress, NoticeTiming.Never));

        Assert.Empty(await Morning(25));

        await Choose((NoticeKind.Answer, NoticeTiming.Daily));
        await Say("2", "Une autre");
        Assert.DoesNotContain("2026-1", Assert.Single(await Morning(26)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weekends_and_holidays_have_none_and_what_came_then_is_told_on_the_next_opening_day()
    {
        Assert.Empty(await Morning(27));
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 28, 11, 0, 0, TimeSpan.Zero));
        await Take("1");

        Assert.Empty(await Morning(29));
        Assert.Single(await Morning(30));
    }

    [Fact]
    public async Task Hour_is_the_policy_s_and_before_it_nothing_begins()
    {
        await Take("1");
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 6, 59, 59, TimeSpan.Zero));
        Assert.Empty(await Run());

        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await Run());
    }

    [Fact]
    public async Task Who_may_no_longer_read_it_when_it_is_written_hears_nothing_and_so_does_who_left_the_request()
    {
        await Take("1");
        await Take("2");
        Assert.True((await _host.Request("2").Follow(_nora, _host.Fresh(), false)).Ok);
        Assert.DoesNotContain("2026-2", Assert.Single(await Morning(25)).Text, StringComparison.Ordinal);

        await Take("3");
        await _host.Give(Space, _nora, UniverseRights.None);

        Assert.Empty(await Morning(26));
    }

    [Fact]
    public async Task Requests_of_others_are_told_to_who_wants_to_hear_of_them()
    {
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues", ""));
        await _host.Give(Space, hugues, UniverseRights.ReadAndAct);
        await Take("1");
        Assert.Equal(["nora@maison.example"], (await Morning(25)).Select(m => m.To));

        Assert.True((await _host.Grains.GetGrain<INoticeChoicesGrain>("c-hugues").Choose(
            hugues, _host.Fresh(), [new NoticeChosen(NoticeKind.OfOthers, NoticeTiming.Daily)])).Ok);
        await Take("2");

        Assert.Equal(["hugues@maison.example", "nora@maison.example"], (await Morning(26)).Select(m => m.To).Order());
    }

    [Fact]
    public async Task Other_news_that_are_wanted_once_a_day_are_kept_for_it_while_the_company_may_be_read()
    {
        await Choose((NoticeKind.Affiliation, NoticeTiming.Daily), (NoticeKind.Applicant, NoticeTiming.Never));
        await Tell("affiliation-done", "employee", "Maëlys Corvandier", Company);
        await Tell("affiliation-done", "employee", "Ailleurs Inconnu", $"{GrainHost.Portal}/437201957");
        await Tell("applicant", "applicant", "Ousmane Drabelle", "");
        Assert.Empty(await Box());

        var mail = Assert.Single(await Morning(25));

        Assert.Contains("Affiliation terminée\u00a0: Maëlys Corvandier", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ailleurs", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ousmane", mail.Text, StringComparison.Ordinal);
        Assert.Empty(await Morning(26));
        await Choose((NoticeKind.Affiliation, NoticeTiming.AtOnce));
        await Tell("affiliation-done", "employee", "Ada Verdier", Company);
        Assert.Equal("Affiliation terminée\u00a0: Ada Verdier", (await Box())[^1].Subject);
    }

    [Fact]
    public async Task A_node_that_dies_in_a_chunk_or_after_it_doubles_nothing()
    {
        await Take("1");
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero));
        await _host.Get<DigestStart>().Look(default);
        var job = Assert.Single(await Due(), j => j.Kind == "digest");
        var handler = _host.Services.GetServices<IJobHandler>().Single(h => h.Kind == "digest");

        await handler.Handle(job, default);
        // The same lease runs on elsewhere, and a later one begins after a restart.
        await handler.Handle(job, default);
        await _host.Restart();
        handler = _host.Services.GetServices<IJobHandler>().Single(h => h.Kind == "digest");
        await handler.Handle(job with { Fence = job.Fence + 1 }, default);
        // A node that knows nothing of what was begun.
        await ActivatorUtilities.CreateInstance<DigestStart>(_host.Services).Look(default);

        Assert.Single(await Run());
    }

    [Fact]
    public async Task Two_hundred_accounts_at_a_time_are_looked_at_over_half_an_hour()
    {
        await _host.Get<Silo.Storage.IHostStore>().Execute(
            """
            INSERT INTO account_list (account, kind, portal, role, email, first_name, last_name, phone, active, number, folded, standing, terms, address)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
            SELECT 'p-' || n.i, 0, 'multi-siren', 0, '', '', '', '', 1, '', '', 0, '', '' FROM n
            """, default, default);
        await Take("1");
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero));
        await _host.Get<DigestStart>().Look(default);
        List<int> chunks = [];
        for (var minute = 0; minute <= 30; minute++)
        {
            if (await DoChunks() is > 0 and var done)
                chunks.AddRange(Enumerable.Repeat(minute, done));
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 10, 20], chunks);

        async Task<int> DoChunks()
        {
            var due = (await Due()).Where(j => j.Kind == "digest").ToList();
            await _host.RunGrainWork(JobLane.Bulk);
            return due.Count;
        }
    }

    [Fact]
    public async Task Accounts_and_kept_news_are_read_by_their_indexes()
    {
        if (TestStore.IsPostgres)
            return;
        await using var reading = await _host.Store.OpenRead();

        foreach (var (sql, index) in new[]
        {
            ("SELECT a.account FROM account_list a WHERE a.portal = 'p' AND a.kind = 0 AND a.active = 1 AND a.account > 'x' ORDER BY a.account LIMIT 200",
                "account_reached"),
            ("SELECT h.job FROM held_notice h WHERE h.account = 'x' AND h.at >= 1 AND h.at < 2 ORDER BY h.at, h.job LIMIT 11", "held_notice_account"),
            ("SELECT h.job FROM held_notice h WHERE h.at < 1 ORDER BY h.at LIMIT 2000", "held_notice_at"),
        })
        {
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {sql}")).Select(p => p.Detail);
            Assert.Contains(plan, d => d.StartsWith("SEARCH", StringComparison.Ordinal) && d.Contains(index, StringComparison.Ordinal));
        }
    }

    /// <summary>What leaves on a day of November at eight and in the hour after it.</summary>
    private async Task<IReadOnlyList<DemoMessage>> Morning(int day)
    {
        _host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, day, 7, 0, 0, TimeSpan.Zero));
        return await Run();
    }

    private async Task<IReadOnlyList<DemoMessage>> Run()
    {
        var before = (await Box()).Count;
        await _host.Get<DigestStart>().Look(default);
        await _host.RunGrainWork(JobLane.Bulk);
        return [.. (await Box()).Skip(before)];
    }

    private async Task<IReadOnlyList<LeasedJob>> Due()
    {
        var real = TimeProvider.System.GetUtcNow();
        return await _host.Get<IJobStore>().Lease(JobLane.Bulk, 100, _host.Clock.GetUtcNow(), real, real.AddSeconds(-1));
    }

    private Task<IReadOnlyList<DemoMessage>> Box() => _host.Get<Outbox>().Read(null, default);

    private async Task Take(string id)
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        if (id != "1")
            await _host.SentRequest(_nora, Company, id);
        Assert.True((await _host.Request(id).TakeCharge(_claire, _host.Fresh())).Ok);
    }

    private async Task Say(string id, string text) => Assert.True((await _host.Request(id).Post(_claire, _host.Fresh(), new NewMessage(text, []))).Ok);

    private async Task Choose(params (NoticeKind Kind, NoticeTiming Timing)[] chosen) => Assert.True(
        (await _host.Grains.GetGrain<INoticeChoicesGrain>("c-nora").Choose(
            _nora, _host.Fresh(), [.. chosen.Select(c => new NoticeChosen(c.Kind, c.Timing))])).Ok);

    private async Task Tell(string template, string name, string whom, string company)
    {
        var mail = new MailJob(template, "c-nora", GrainHost.Portal, new Dictionary<string, string> { [name] = whom, ["link"] = "/x" }) { Company = company };
        var job = new LeasedJob($"{template}/{whom}", MailJob.Kind, JsonSerializer.Serialize(mail), JobLane.Mail, 1, 1, null);
        await _host.Get<MailHandler>().Handle(job, default);
    }
}
