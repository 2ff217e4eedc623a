using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Desk;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Desk;

/// <summary>What Claire puts aside and what calls she notes, of Nora's request.</summary>
public sealed class SnoozeTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;
    private string _company = "";

    private IRequestGrain Request => _host.Request("100");

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        (_claire, _pauline) = (await _host.Adviser("claire"), await _host.Adviser("pauline"));
        await _host.SentRequest(_nora, _company, "100");
        Assert.True((await Request.TakeCharge(_claire, _host.Fresh())).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_is_put_aside_is_out_of_its_adviser_s_queue_until_the_instant_and_no_job_brings_it_back()
    {
        var jobs = await _host.Count("SELECT count(*) FROM job");
        Assert.True((await Request.Snooze(_claire, _host.Fresh(), _host.Clock.GetUtcNow().AddDays(2))).Ok);

        Assert.Equal((0, 1, 0, 1), await Queues(_claire));
        Assert.Equal((1, 1), ((await Page(_claire, QueueView.All)).Rows.Count, (await Page(_claire, QueueView.Snoozed)).Rows.Count));
        Assert.Equal(_host.Clock.GetUtcNow().AddDays(2), (await Thread(_claire)).Aside);
        // Hers alone.
        Assert.Null((await Thread(_pauline)).Aside);
        Assert.Equal(jobs, await _host.Count("SELECT count(*) FROM job"));

        _host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((1, 0, 1, 0), await Queues(_claire));
        Assert.Null((await Thread(_claire)).Aside);
    }

    [Fact]
    public async Task What_an_adviser_follows_stands_in_a_queue_of_theirs_alone_until_it_is_closed_and_no_mail_tells_them()
    {
        Assert.True((await Request.Follow(_pauline, _host.Fresh(), true)).Ok);

        Assert.Equal((1, 0), ((await Page(_pauline, QueueView.Followed)).Rows.Count, (await Page(_claire, QueueView.Followed)).Rows.Count));
        Assert.True((await Thread(_pauline)).Request.Follows);
        Assert.Equal((1, 0), (await Followed(_pauline), await Followed(_claire)));
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Bonjour", []))).Ok);
        var tick = (await Thread(_nora)).Request.LastTick;
        var told = (await _host.Get<RecipientQueries>().Unread(_host.Request("100").GetPrimaryKeyString(), tick, _host.Clock.GetUtcNow(), default))!;
        Assert.Equal(_nora.Account, Assert.Single(told.Recipients).Account);

        Assert.Equal(RequestRefusal.NotAllowed, (await Request.Follow(await _host.Adviser("technique", StaffRole.AdministrateurTechnique), _host.Fresh(), true)).Refusal);
        Assert.True((await Request.Close(_claire, _host.Fresh(), "Réglé")).Ok);
        Assert.Empty((await Page(_pauline, QueueView.Followed)).Rows);
    }

    [Fact]
    public async Task Customer_s_word_brings_it_back_at_once_and_so_does_whoever_takes_it_over()
    {
        Assert.True((await Request.Snooze(_claire, _host.Fresh(), _host.Clock.GetUtcNow().AddDays(2))).Ok);
        // Ours does not.
        Assert.True((await Request.Post(_claire, _host.Fresh(), new NewMessage("Je reviens vers vous lundi", []))).Ok);
        Assert.Equal((0, 1, 0, 1), await Queues(_claire));

        Assert.True((await Request.Post(_nora, _host.Fresh(), new NewMessage("Du nouveau ?", []))).Ok);
        Assert.Equal((1, 0, 1, 0), await Queues(_claire));

        Assert.True((await Request.Snooze(_claire, _host.Fresh(), _host.Clock.GetUtcNow().AddDays(2))).Ok);
        Assert.True((await Request.TakeOver(_pauline, _host.Fresh(), "Claire est absente")).Ok);
        Assert.Equal((1, 0, 1, 0), await Queues(_pauline));
    }

    [Fact]
    public async Task It_is_taken_up_by_hand_and_put_aside_by_who_has_it_alone_within_a_year()
    {
        var now = _host.Clock.GetUtcNow();
        Assert.Equal(RequestRefusal.TakenByAnother, (await Request.Snooze(_pauline, _host.Fresh(), now.AddDays(1))).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Request.Snooze(_nora, _host.Fresh(), now.AddDays(1))).Refusal);
        foreach (var wrong in new[] { now, now.AddDays(-1), now + RequestSnoozes.Longest + TimeSpan.FromMinutes(1) })
            Assert.Equal(RequestRefusal.NotAhead, (await Request.Snooze(_claire, _host.Fresh(), wrong)).Refusal);

        Assert.True((await Request.Snooze(_claire, _host.Fresh(), now.AddDays(1))).Ok);
        Assert.True((await Request.Snooze(_claire, _host.Fresh(), null)).Ok);

        Assert.Equal((1, 0, 1, 0), await Queues(_claire));
    }

    [Fact]
    public async Task Unread_words_of_customers_are_counted_for_who_has_the_request()
    {
        await Request.Seen(_claire, 99, read: true);
        Assert.Equal(0, (await Counts(_claire))["news"]);

        Assert.True((await Request.Post(_nora, _host.Fresh(), new NewMessage("Du nouveau ?", []))).Ok);

        Assert.Equal((1, 0), ((await Counts(_claire))["news"], (await Counts(_pauline))["news"]));
    }

    [Fact]
    public async Task Customer_reads_that_a_call_took_place_and_advisers_what_was_said()
    {
        await Request.Seen(_nora, 99, read: true);
        var call = new PhoneCall(Outgoing: true, "Maître Aubrelin", 12, "Zibeline : le dossier part demain");
        var operation = _host.Fresh();
        foreach (var _ in new[] { 1, 2 })
            Assert.True((await Request.NoteCall(_pauline, operation, call)).Ok);

        var (hers, ours) = (await Thread(_nora), await Thread(_claire));
        var entry = Assert.Single(hers.Slice.Entries, e => e.Kind is EntryKind.Called);
        Assert.Equal(("12", _pauline.Name), (entry.Text, entry.AuthorName));
        // She was there: nothing is unread, and no mail tells her.
        Assert.False(hers.Request.Unread);
        Assert.Empty(hers.Notes);
        Assert.Equal((NoteKind.Called, call.With, call.Said, 12L, true), Assert.Single(ours.Notes) is var n ? (n.Kind, n.Who, n.Text, n.Minutes, n.Outgoing) : default);
        Assert.DoesNotContain(await _host.Get<NoticeQueries>().Last(Scope(_nora), unread: false), n => n.Kind is EntryKind.Called);
    }

    [Theory]
    [InlineData("", 12, "Dit", RequestRefusal.CallUnclear)]
    [InlineData("Nora", 0, "Dit", RequestRefusal.CallUnclear)]
    [InlineData("Nora", 601, "Dit", RequestRefusal.CallUnclear)]
    [InlineData("Nora", 12, "", RequestRefusal.EmptyMessage)]
    public async Task Call_says_with_whom_how_long_and_what(string with, int minutes, string said, RequestRefusal refusal)
    {
        Assert.Equal(refusal, (await Request.NoteCall(_claire, _host.Fresh(), new PhoneCall(false, with, minutes, said))).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Request.NoteCall(_nora, _host.Fresh(), new PhoneCall(false, "Nora", 12, "Dit"))).Refusal);
    }

    private Scope Scope(Caller by) => _host.Get<Rights>().ScopeOf(by);

    private async Task<IReadOnlyDictionary<string, int>> Counts(Caller by) => (await _host.Get<RequestQueries>().Queue(Scope(by), new QueueFilter(), [])).Counts;

    // Mine and put aside, as counted and as listed.
    private async Task<int> Followed(Caller by) => (await _host.Get<RequestQueries>().Queue(Scope(by), new QueueFilter(QueueView.All), [])).Counts["followed"];

    private async Task<(int, int, int, int)> Queues(Caller by)
    {
        var counts = await Counts(by);
        return (counts["mine"], counts["snoozed"], (await Page(by, QueueView.Mine)).Rows.Count, (await Page(by, QueueView.Snoozed)).Rows.Count);
    }

    private async Task<RequestPage> Page(Caller by, QueueView view) => (await _host.Get<RequestQueries>().Queue(Scope(by), new QueueFilter(view), [])).Page;

    private async Task<ThreadFacts> Thread(Caller by) => (await _host.Get<ThreadQueries>().Page(Scope(by), "2026-100"))!;
}
