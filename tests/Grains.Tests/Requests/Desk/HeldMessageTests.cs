using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Held;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Desk;

/// <summary>Claire's messages to Nora wait five seconds, by the portal's policy.</summary>
public sealed class HeldMessageTests : IAsyncLifetime
{
    private readonly GrainHost _host = new(new Dictionary<string, string> { ["Portals:0:Policy:UndoSendFor"] = "00:00:05" });
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;

    private IRequestGrain Request => _host.Request("100");

    public async Task InitializeAsync()
    {
        (_nora, var company, _) = await _host.Customer("nora");
        (_claire, _pauline) = (await _host.Adviser("claire"), await _host.Adviser("pauline"));
        await _host.SentRequest(_nora, company, "100");
        Assert.True((await Request.TakeCharge(_claire, _host.Fresh())).Ok);
        await Request.Seen(_nora, 99, read: true);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Message_waits_unseen_and_its_job_alone_makes_it_one_with_number_news_and_mail()
    {
        var (operation, mails) = (_host.Fresh(), await Mails());
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await Request.Post(_claire, operation, new NewMessage("Tout est réglé", []))).Ok);
        var (hers, ours) = (await Thread(_nora), await Thread(_claire));
        Assert.Equal((1L, false, null), (hers.Request.LastSeq, hers.Request.Unread, hers.Held));
        Assert.Equal(("Tout est réglé", _host.Clock.GetUtcNow().AddSeconds(5)), (ours.Held!.Text, ours.Held.UntilAt));
        // Its author's alone.
        Assert.Null((await Thread(_pauline)).Held);
        Assert.Equal((1L, mails), (await Held(), await Mails()));
        // A customer meanwhile takes the next number.
        Assert.True((await Request.Post(_nora, _host.Fresh(), new NewMessage("Une précision", []))).Ok);

        await _host.Restart();
        await LetGo();
        await LetGo();

        (hers, ours) = (await Thread(_nora), await Thread(_claire));
        var message = hers.Slice.Entries[^1];
        Assert.Equal(("Tout est réglé", 3L, _claire.Name, true), (message.Text, message.Seq, message.AuthorName, hers.Request.Unread));
        Assert.Null(ours.Held);
        Assert.Equal((0L, mails + 1), (await Held(), await Mails()));
    }

    [Fact]
    public async Task Its_author_alone_takes_it_back_while_it_waits_and_nothing_of_it_was_ever_said()
    {
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Mauvais dossier", []))).Ok);
        foreach (var by in new[] { _pauline, _nora })
            Assert.Equal(RequestRefusal.NotFound, (await Request.Unsend(by, _host.Fresh(), 1)).Refusal);
        var operation = _host.Fresh();
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await Request.Unsend(_claire, operation, 1)).Ok);
        await LetGo();

        var hers = await Thread(_nora);
        Assert.Equal((1L, false), (hers.Request.LastSeq, hers.Request.Unread));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM entry WHERE text = 'Mauvais dossier'"));
        Assert.Equal(RequestRefusal.NotFound, (await Request.Unsend(_claire, _host.Fresh(), 1)).Refusal);
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Le bon", []))).Ok);
        Assert.Equal(2, (await Thread(_claire)).Held!.Id);
    }

    [Fact]
    public async Task Second_one_lets_the_first_go_and_what_was_sent_goes_though_the_request_is_another_s_by_then()
    {
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Premier", []))).Ok);
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Second", []))).Ok);
        Assert.Equal("Premier", (await Thread(_nora)).Slice.Entries[^1].Text);
        Assert.True((await Request.TakeOver(_pauline, _host.Fresh(), "Claire est absente")).Ok);

        await LetGo(2);

        Assert.Equal(("Second", _claire.Name), (await Thread(_nora)).Slice.Entries[^1] is var last ? (last.Text, last.AuthorName) : default);
        Assert.Equal(RequestRefusal.TakenByAnother, (await Request.Post(_claire, _host.Fresh(), new NewMessage("Encore", []))).Refusal);
        Assert.True((await Request.Post(_nora, _host.Fresh(), new NewMessage("Merci", []))).Ok);
        Assert.Equal("Merci", (await Thread(_nora)).Slice.Entries[^1].Text);
    }

    private async Task LetGo(long id = 1) => await new HeldMessageJob(_host.Grains).Handle(
        new LeasedJob($"held/{id}", HeldMessageJob.JobKind, HeldMessageJob.Payload($"{GrainHost.Portal}/100", id), JobLane.Grains, 1, id, null), default);

    private Task<long> Held() => _host.Count("SELECT count(*) FROM held_message");

    private Task<long> Mails() => _host.Count("SELECT count(*) FROM job WHERE kind = 'request-unread'");

    private async Task<ThreadFacts> Thread(Caller by) => (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(by), "2026-100"))!;
}
