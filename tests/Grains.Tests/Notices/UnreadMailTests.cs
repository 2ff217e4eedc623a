using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Silo.Messaging;

namespace Grains.Tests.Notices;

/// <summary>
/// The mails of what an adviser did and nobody read: when they leave, to whom and for what. Nora wrote the request; Hugues is a colleague, who follows it
/// only if a test says so.
/// </summary>
public sealed class UnreadMailTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:0:Policy:UnreadMailAfter"] = "00:12:00" });
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _claire = null!;

    private IRequestGrain Request => _host.Request("1");

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        _hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues", ""));
        await _host.Give(Space, _hugues, UniverseRights.ReadAndAct);
        _claire = await _host.Adviser("claire");
        await _host.SentRequest(_nora, Company, "1");
        Assert.True((await Request.TakeCharge(_claire, _host.Fresh())).Ok);
        await Later(60);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Portal_s_policy_says_after_how_long_and_the_mail_leads_there_without_the_message()
    {
        await Say();

        Assert.Empty(await Later(11));
        var mail = Assert.Single(await Later(1));

        Assert.Equal("nora@maison.example", mail.To);
        Assert.Contains("Un nouveau message", mail.Subject, StringComparison.Ordinal);
        Assert.EndsWith($"/{GrainHost.Portal}/demandes/2026-1", mail.Link, StringComparison.Ordinal);
        Assert.DoesNotContain("Une réponse", mail.Text, StringComparison.Ordinal);
        Assert.Empty(await Later(60));
    }

    [Fact]
    public async Task Who_reads_it_in_time_is_not_told_nor_is_anybody_else_of_those_whom_it_concerns()
    {
        Assert.True((await Request.Follow(_hugues, _host.Fresh(), true)).Ok);
        await Say();
        Assert.Empty(await Later(5));
        Assert.True((await Request.Seen(_hugues, 99, read: true)).Ok);

        Assert.Empty(await Later(30));
    }

    [Theory]
    [InlineData(NoticeTiming.Daily)]
    [InlineData(NoticeTiming.Never)]
    public async Task Who_chose_otherwise_is_not_told_and_who_follows_is(NoticeTiming timing)
    {
        Assert.True((await Request.Follow(_hugues, _host.Fresh(), true)).Ok);
        await Choose(_nora, NoticeKind.Answer, timing);
        await Say();

        Assert.Equal(["hugues@maison.example"], (await Later(12)).Select(m => m.To));
    }

    [Fact]
    public async Task Rights_are_those_of_the_minute_in_which_it_is_due()
    {
        Assert.True((await Request.Follow(_hugues, _host.Fresh(), true)).Ok);
        await Say();
        await Later(5);
        await _host.Give(Space, _hugues, UniverseRights.None);

        Assert.Equal(["nora@maison.example"], (await Later(7)).Select(m => m.To));
    }

    [Fact]
    public async Task Being_taken_in_charge_is_told_to_who_wants_it_at_once_alone()
    {
        await _host.SentRequest(_nora, Company, "2");
        Assert.True((await _host.Request("2").TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.Empty(await Later(12));

        await Choose(_nora, NoticeKind.Progress, NoticeTiming.AtOnce);
        await _host.SentRequest(_nora, Company, "3");
        Assert.True((await _host.Request("3").TakeCharge(_claire, _host.Fresh())).Ok);

        Assert.Equal("Votre demande 2026-3 avance", Assert.Single(await Later(12)).Subject);
    }

    [Fact]
    public async Task Asking_and_closing_have_their_own_words_and_reach_who_follows_too()
    {
        Assert.True((await Request.Follow(_hugues, _host.Fresh(), true)).Ok);
        Assert.True((await Request.AskFor(_claire, _host.Fresh(), ["RIB"], "Merci de joindre un RIB")).Ok);
        Assert.All(await Later(12), m => Assert.StartsWith("Un élément est attendu", m.Subject, StringComparison.Ordinal));

        Assert.True((await Request.Close(_claire, _host.Fresh(), "Répondu")).Ok);

        var closed = await Later(12);
        Assert.Equal(["hugues@maison.example", "nora@maison.example"], closed.Select(m => m.To).Order());
        Assert.All(closed, m => Assert.Equal("Votre demande 2026-1 est traitée", m.Subject));
    }

    [Fact]
    public async Task What_comes_while_a_message_waits_delays_its_mail_and_does_not_take_its_place()
    {
        var items = await Request.AskFor(_claire, _host.Fresh(), ["RIB", "Kbis"], "");
        await Later(60);
        await Say();
        await Later(5);
        Assert.True((await Request.WithdrawItem(_claire, _host.Fresh(), $"{items.Value!.Tick}-1")).Ok);

        Assert.Empty(await Later(7));
        Assert.StartsWith("Un nouveau message", Assert.Single(await Later(5)).Subject, StringComparison.Ordinal);

        // What a mail has told already is not told once more with what comes later.
        Assert.True((await Request.WithdrawItem(_claire, _host.Fresh(), $"{items.Value!.Tick}-2")).Ok);
        Assert.Empty(await Later(30));
    }

    [Fact]
    public async Task Requests_of_others_are_told_to_who_wants_to_hear_of_them_and_may_read_them()
    {
        await Say();
        Assert.Equal(["nora@maison.example"], (await Later(12)).Select(m => m.To));

        await Choose(_hugues, NoticeKind.OfOthers, NoticeTiming.AtOnce);
        await Say();
        Assert.Equal(["hugues@maison.example", "nora@maison.example"], (await Later(12)).Select(m => m.To).Order());

        await _host.Give(Space, _hugues, UniverseRights.None);
        await Say();
        Assert.Equal(["nora@maison.example"], (await Later(12)).Select(m => m.To));
    }

    [Fact]
    public async Task Job_that_runs_again_after_a_death_sends_no_second_mail()
    {
        await Say();
        _host.Clock.Advance(TimeSpan.FromMinutes(12));
        var real = TimeProvider.System.GetUtcNow();
        var job = Assert.Single(
            await _host.Get<IJobStore>().Lease(JobLane.Mail, 100, _host.Clock.GetUtcNow(), real, real.AddSeconds(-1)), j => j.Kind == UnreadMail.JobKind);
        var before = (await Box()).Count;

        await Handle(job);
        await Handle(job);

        Assert.Equal(before + 1, (await Box()).Count);
    }

    private Task Handle(LeasedJob job) =>
        _host.Services.GetServices<IJobHandler>().Single(h => h.Kind == job.Kind).Handle(job, default);

    private async Task Say() => Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Une réponse", []))).Ok);

    private async Task Choose(Caller who, NoticeKind kind, NoticeTiming timing) => Assert.True(
        (await _host.Grains.GetGrain<INoticeChoicesGrain>(who.Account).Choose(who, _host.Fresh(), [new NoticeChosen(kind, timing)])).Ok);

    /// <summary>The mails that leave in the next minutes, but for those that acknowledge a request.</summary>
    private async Task<IReadOnlyList<DemoMessage>> Later(int minutes)
    {
        var before = (await Box()).Count;
        _host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await _host.RunGrainWork(JobLane.Mail);
        return [.. (await Box()).Skip(before).Where(m => !m.Subject.EndsWith("est envoyée", StringComparison.Ordinal))];
    }

    private Task<IReadOnlyList<DemoMessage>> Box() => _host.Get<Outbox>().Read(null, default);
}
