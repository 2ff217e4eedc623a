using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>What advisers do among themselves: Nora's request, Claire has it, Pauline and Lucien, who supervises, are colleagues.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;

    private IRequestGrain Request => _host.Request("1");

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        (_claire, _pauline) = (await _host.Adviser("claire"), await _host.Adviser("pauline"));
        Assert.True((await Request.Begin(_nora, _host.Fresh(), "contact", Company)).Ok);
        Assert.True((await Request.SaveDraft(_nora, _host.Fresh(), new DraftPage(1, GrainHost.Answers(Company)))).Ok);
        Assert.True((await Request.Send(_nora, _host.Fresh(), "2026-1")).Ok);
        Assert.True((await Request.TakeCharge(_claire, _host.Fresh())).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Note_is_read_by_advisers_alone_and_is_no_news_to_the_customer()
    {
        var before = await Thread(_nora);
        var operation = _host.Fresh();
        Assert.True((await Request.Note(_pauline, operation, "Vu avec la comptabilité")).Ok);
        Assert.True((await Request.Note(_pauline, operation, "Vu avec la comptabilité")).Ok);

        var (hers, ours) = (await Thread(_nora), await Thread(_claire));

        var note = Assert.Single(ours.Notes);
        Assert.Equal((1L, NoteKind.Written, "Vu avec la comptabilité", _pauline.Name), (note.Note, note.Kind, note.Text, note.AuthorName));
        Assert.Empty(hers.Notes);
        Assert.Equal((before.Request.LastTick, before.Request.Unread, before.Slice.Entries.Count), (hers.Request.LastTick, hers.Request.Unread, hers.Slice.Entries.Count));
        Assert.Equal(RequestRefusal.NotAllowed, (await Request.Note(_nora, _host.Fresh(), "Bonjour")).Refusal);
    }

    [Fact]
    public async Task Whom_it_is_given_to_has_it_and_reads_why()
    {
        Assert.True((await Request.Transfer(_claire, _host.Fresh(), new RequestTransfer("", _pauline.Account, "Elle connaît le dossier"))).Ok);

        var thread = await Thread(_pauline);
        Assert.Equal((_pauline.Account, "pauline Vasselin", RequestStatus.InProgress), (thread.Request.Handler, thread.Request.HandlerName, thread.Request.Status));
        Assert.Equal((NoteKind.Transferred, "pauline Vasselin", "Elle connaît le dossier"), Assert.Single(thread.Notes) is var note ? (note.Kind, note.Who, note.Text) : default);
        Assert.Equal(RequestRefusal.TakenByAnother, (await Request.Close(_claire, _host.Fresh(), "Répondu")).Refusal);
        Assert.True((await Request.Close(_pauline, _host.Fresh(), "Répondu")).Ok);
    }

    [Fact]
    public async Task What_is_sent_to_another_team_waits_there_for_anybody_in_the_status_it_has()
    {
        Assert.True((await Request.AskFor(_claire, _host.Fresh(), ["RIB"], "")).Ok);
        Assert.True((await Request.Transfer(_claire, _host.Fresh(), new RequestTransfer("reclamations", "", "C’est une réclamation"))).Ok);

        var queue = await Queue(new QueueFilter(QueueView.Unassigned, "reclamations"));
        Assert.Equal((null, RequestStatus.Waiting), Assert.Single(queue.Page.Rows) is var row ? (row.Handler, row.Status) : default);
        Assert.Equal(1, queue.Counts["unassigned"]);
        Assert.True((await Request.TakeCharge(_pauline, _host.Fresh())).Ok);
        // Nobody answered for the customer: it waits as before.
        Assert.Equal((_pauline.Account, RequestStatus.Waiting), (await Thread(_pauline)).Request is var now ? (now.Handler, now.Status) : default);
    }

    [Theory]
    [InlineData("c-nora")]
    [InlineData("nobody")]
    public async Task Only_a_colleague_who_answers_requests_is_given_one(string to)
    {
        Assert.Equal(RequestRefusal.NoSuchColleague, (await Request.Transfer(_claire, _host.Fresh(), new RequestTransfer("", to, "Tenez"))).Refusal);
        Assert.Equal(_claire.Account, (await Thread(_claire)).Request.Handler);
        Assert.DoesNotContain(await _host.Get<ColleagueQueries>().List(_host.Get<Grains.Access.Rights>().ScopeOf(_claire)), c => c.Account == to);
    }

    [Fact]
    public async Task Two_who_take_over_at_once_leave_one_who_has_it_and_the_customer_sees_whom()
    {
        var lucien = await _host.Adviser("lucien");
        var taken = await Task.WhenAll(
            Request.TakeOver(_pauline, _host.Fresh(), "Claire est absente"), Request.TakeOver(lucien, _host.Fresh(), "Le client est au téléphone"));

        Assert.All(taken, t => Assert.True(t.Ok));
        var thread = await Thread(_nora);
        Assert.Contains(thread.Request.Handler, new[] { _pauline.Account, lucien.Account });
        // Who was second took it from the first: one after the other, and both reasons are kept.
        Assert.Equal(2, (await Thread(_claire)).Notes.Count(n => n.Kind is NoteKind.TakenOver));
        Assert.Equal(thread.Request.HandlerName, thread.Slice.Entries[^1].AuthorName);
    }

    [Fact]
    public async Task What_is_given_back_is_anybody_s_again_and_under_way_to_the_customer()
    {
        Assert.True((await Request.GiveBack(_claire, _host.Fresh(), "")).Ok);

        Assert.Equal((null, RequestStatus.InProgress), (await Thread(_nora)).Request is var now ? (now.HandlerName, now.Status) : default);
        Assert.Single((await Queue(new QueueFilter())).Page.Rows);
        Assert.Equal(RequestRefusal.NotInCharge, (await Request.Post(_claire, _host.Fresh(), new NewMessage("Bonjour", []))).Refusal);
    }

    private async Task<ThreadFacts> Thread(Caller by) => (await _host.Get<ThreadQueries>().Page(_host.Get<Grains.Access.Rights>().ScopeOf(by), "2026-1"))!;

    private async Task<(IReadOnlyDictionary<string, int> Counts, RequestPage Page)> Queue(QueueFilter filter)
    {
        var (counts, page, _) = await _host.Get<RequestQueries>().Queue(_host.Get<Grains.Access.Rights>().ScopeOf(_claire), filter, ["reclamations"]);
        return (counts, page);
    }
}
