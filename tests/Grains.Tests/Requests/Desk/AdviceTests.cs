using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Desk;

/// <summary>Advice of specialists: Claire has Nora's request, Rose is a medical referee, Pauline a colleague who is none.</summary>
public sealed class AdviceTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private Caller _pauline = null!;
    private Caller _rose = null!;

    private IRequestAdviceGrain Advice => _host.Grains.GetGrain<IRequestAdviceGrain>($"{GrainHost.Portal}/1");

    public async Task InitializeAsync()
    {
        (_nora, var company, _) = await _host.Customer("nora");
        (_claire, _pauline) = (await _host.Adviser("claire"), await _host.Adviser("pauline"));
        _rose = await _host.Adviser("rose", StaffRole.ReferentMedical);
        await _host.SentRequest(_nora, company, "1");
        Assert.True((await _host.Request("1").TakeCharge(_claire, _host.Fresh())).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_is_asked_waits_in_the_specialists_queue_and_who_asked_is_told_of_the_answer()
    {
        var before = await Page(_nora);
        var (asking, giving) = (_host.Fresh(), _host.Fresh());
        Assert.True((await Advice.AskAdvice(_claire, asking, "Rechute ou nouvel arrêt ?")).Ok);
        Assert.True((await Advice.AskAdvice(_claire, asking, "Rechute ou nouvel arrêt ?")).Ok);

        Assert.Equal(("2026-1", 1), await Queue(_rose));
        Assert.Equal((_claire.Account, _claire.Name), (await Page(_rose)).Advice is { } awaited ? (awaited.AskedBy, awaited.AskedByName) : default);
        Assert.Equal([_rose.Account], await Mailed("advice-asked"));
        Assert.Equal(RequestRefusal.AdviceAsked, (await Advice.AskAdvice(_claire, _host.Fresh(), "Alors ?")).Refusal);

        Assert.True((await Advice.GiveAdvice(_rose, giving, "Rechute")).Ok);
        Assert.True((await Advice.GiveAdvice(_rose, giving, "Rechute")).Ok);

        Assert.Equal((null, 0), await Queue(_rose));
        Assert.Equal([_claire.Account], await Mailed("advice-given"));
        var after = await Page(_claire);
        Assert.Null(after.Advice);
        Assert.Equal(
            [(NoteKind.AdviceAsked, "Rechute ou nouvel arrêt ?", _claire.Name, ""), (NoteKind.AdviceGiven, "Rechute", _rose.Name, _claire.Name)],
            after.Notes.Select(n => (n.Kind, n.Text, n.AuthorName, n.Who)));
        Assert.DoesNotContain(await _host.Mails(), m => m.Values.Values.Any(v => v.Contains("Rechute", StringComparison.Ordinal)));
        var hers = await Page(_nora);
        Assert.Empty(hers.Notes);
        Assert.Equal((before.Request.LastTick, before.Request.Unread, before.Slice.Entries.Count), (hers.Request.LastTick, hers.Request.Unread, hers.Slice.Entries.Count));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM journal WHERE action IN ('advice-asked', 'advice-given')"));
    }

    [Fact]
    public async Task Only_who_has_the_request_asks_and_only_a_specialist_answers_what_is_asked()
    {
        Assert.Equal(RequestRefusal.TakenByAnother, (await Advice.AskAdvice(_pauline, _host.Fresh(), "Que faire ?")).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Advice.AskAdvice(_nora, _host.Fresh(), "Que faire ?")).Refusal);
        Assert.Equal(RequestRefusal.EmptyMessage, (await Advice.AskAdvice(_claire, _host.Fresh(), "")).Refusal);
        Assert.Equal(RequestRefusal.TooLong, (await Advice.AskAdvice(_claire, _host.Fresh(), new string('é', NewMessage.MaxLength + 1))).Refusal);
        Assert.Equal(RequestRefusal.NoAdvice, (await Advice.GiveAdvice(_rose, _host.Fresh(), "Rechute")).Refusal);
        Assert.True((await Advice.AskAdvice(_claire, _host.Fresh(), "Que faire ?")).Ok);

        foreach (var other in new[] { _pauline, _claire, _nora, await _host.Adviser("lucien", StaffRole.Superviseur), await _host.Adviser("theo", StaffRole.AdministrateurTechnique) })
            Assert.Equal(RequestRefusal.NotAllowed, (await Advice.GiveAdvice(other, _host.Fresh(), "Rechute")).Refusal);
        Assert.Equal(RequestRefusal.EmptyMessage, (await Advice.GiveAdvice(_rose, _host.Fresh(), "")).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Advice.GiveAdvice((await _host.Customer("paul")).Caller, _host.Fresh(), "Rechute")).Refusal);
    }

    [Fact]
    public async Task Question_is_taken_back_by_who_has_the_request_and_may_be_asked_anew()
    {
        Assert.Equal(RequestRefusal.NoAdvice, (await Advice.WithdrawAdvice(_claire, _host.Fresh())).Refusal);
        Assert.True((await Advice.AskAdvice(_claire, _host.Fresh(), "Que faire ?")).Ok);
        Assert.Equal(RequestRefusal.TakenByAnother, (await Advice.WithdrawAdvice(_pauline, _host.Fresh())).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Advice.WithdrawAdvice(_nora, _host.Fresh())).Refusal);
        var operation = _host.Fresh();

        Assert.True((await Advice.WithdrawAdvice(_claire, operation)).Ok);
        Assert.True((await Advice.WithdrawAdvice(_claire, operation)).Ok);

        Assert.Equal((null, 0), await Queue(_rose));
        Assert.Null((await Page(_claire)).Advice);
        Assert.Equal([NoteKind.AdviceAsked, NoteKind.AdviceWithdrawn], (await Page(_claire)).Notes.Select(n => n.Kind));
        Assert.Equal(RequestRefusal.NoAdvice, (await Advice.GiveAdvice(_rose, _host.Fresh(), "Rechute")).Refusal);
        Assert.True((await Advice.AskAdvice(_claire, _host.Fresh(), "Autrement dit")).Ok);
        Assert.Equal(("2026-1", 1), await Queue(_rose));
    }

    [Fact]
    public async Task Nothing_is_awaited_any_more_once_the_request_is_closed()
    {
        Assert.True((await Advice.AskAdvice(_claire, _host.Fresh(), "Que faire ?")).Ok);
        Assert.True((await _host.Request("1").Close(_claire, _host.Fresh(), "Répondu")).Ok);

        Assert.Equal((null, 0), await Queue(_rose));
        Assert.Equal(RequestRefusal.NoAdvice, (await Advice.GiveAdvice(_rose, _host.Fresh(), "Rechute")).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_advice"));
    }

    private async Task<ThreadFacts> Page(Caller by) => (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(by), "2026-1"))!;

    private async Task<(string? Number, int Count)> Queue(Caller by)
    {
        var (counts, page, _) = await _host.Get<RequestQueries>().Queue(_host.Get<Rights>().ScopeOf(by), new QueueFilter(QueueView.Advice), []);
        return (page.Rows.SingleOrDefault()?.Number, counts["advice"]);
    }

    private async Task<IReadOnlyList<string>> Mailed(string template) => [.. (await _host.Mails()).Where(m => m.Template == template).Select(m => m.Account)];
}
