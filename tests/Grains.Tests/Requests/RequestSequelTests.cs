using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>A request that is over: a message after 30 days opens another, linked to it; the customer says what they think of the answer.</summary>
public sealed class RequestSequelTests : IAsyncLifetime
{
    private static readonly NewMessage Word = new("Le remboursement n’est toujours pas là.", []);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
        var request = await _host.SentRequest(_nora, _company, "1");
        Assert.True((await request.TakeCharge(_claire, _host.Fresh())).Ok);
        Assert.True((await request.Close(_claire, _host.Fresh(), "Répondu")).Ok);
        // A session ends by itself meanwhile.
        (_nora, _claire) = (_nora with { Session = "" }, _claire with { Session = "" });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Message_after_thirty_days_is_a_request_of_its_own_linked_both_ways()
    {
        _host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(RequestRefusal.ClosedTooLong, (await _host.Request("1").Post(_nora, _host.Fresh(), Word)).Refusal);
        var operation = _host.Fresh();

        var sent = await _host.Request("2").Continue(_nora, operation, "2026-2", $"{GrainHost.Portal}/1", Word);
        await _host.Restart();
        var again = await _host.Request("2").Continue(_nora, operation, "2026-3", $"{GrainHost.Portal}/1", Word);

        Assert.Equal(("2026-2", "2026-2"), (sent.Value!.Number, again.Value!.Number));
        var (first, second) = ((await Page(_nora, "2026-1"))!, (await Page(_nora, "2026-2"))!);
        Assert.Equal(("2026-2", "2026-1"), (first.Outcome.Later, second.Outcome.Earlier));
        Assert.Equal((RequestStatus.Closed, RequestStatus.Sent), (first.Request.Status, second.Request.Status));
        Assert.Equal((first.Request.Subject, first.Request.Team, _company), (second.Request.Subject, second.Request.Team, second.Request.Company));
        Assert.Equal(Word.Text, Assert.Single(second.Slice.Entries, e => e.Kind is EntryKind.Message).Text);
        Assert.Single((await _host.Get<RequestQueries>().List(_host.Get<Rights>().ScopeOf(_nora), new RequestFilter(Search: "toujours"))).Rows);
        Assert.Equal("2026-1", (await Page(_claire, "2026-2"))!.Outcome.Earlier);
        Assert.True((await _host.Request("2").TakeCharge(_claire, _host.Fresh())).Ok);
    }

    [Fact]
    public async Task While_a_message_reopens_it_no_other_is_opened()
    {
        _host.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));

        Assert.Equal(RequestRefusal.NotClosed, (await Continue(_nora)).Refusal);
        Assert.True((await _host.Request("1").Post(_nora, _host.Fresh(), Word)).Ok);
    }

    [Fact]
    public async Task Stranger_goes_on_from_nothing_and_staff_neither()
    {
        _host.Clock.Advance(TimeSpan.FromDays(31));
        var stranger = (await _host.Customer("paul")).Caller;

        Assert.Equal(RequestRefusal.NotFound, (await Continue(stranger)).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Continue(_claire)).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("2").Continue(_nora, _host.Fresh(), "2026-2", $"{GrainHost.Portal}/9", Word)).Refusal);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM request_list"));
    }

    [Fact]
    public async Task Opinion_is_one_a_request_the_last_counts_and_advisers_read_it()
    {
        Assert.True((await _host.Request("1").GiveOpinion(_nora, _host.Fresh(), Opinion.Unsatisfied)).Ok);
        Assert.True((await _host.Request("1").GiveOpinion(_nora, _host.Fresh(), Opinion.Satisfied)).Ok);
        await _host.Restart();

        Assert.Equal(Opinion.Satisfied, (await Page(_claire, "2026-1"))!.Outcome.Opinion);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM request_outcome"));
        Assert.Equal(RequestRefusal.NotAllowed, (await _host.Request("1").GiveOpinion(_claire, _host.Fresh(), Opinion.Satisfied)).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("1").GiveOpinion((await _host.Customer("paul")).Caller, _host.Fresh(), Opinion.Partly)).Refusal);
    }

    [Fact]
    public async Task What_is_open_or_was_taken_back_is_asked_no_opinion()
    {
        Assert.True((await _host.Request("1").Reopen(_claire, _host.Fresh())).Ok);
        var back = await _host.SentRequest(_nora, _company, "5");
        Assert.True((await back.Withdraw(_nora, _host.Fresh())).Ok);

        Assert.Equal(RequestRefusal.NotClosed, (await _host.Request("1").GiveOpinion(_nora, _host.Fresh(), Opinion.Satisfied)).Refusal);
        Assert.Equal(RequestRefusal.NotClosed, (await back.GiveOpinion(_nora, _host.Fresh(), Opinion.Satisfied)).Refusal);
    }

    private Task<Result<Sent, RequestRefusal>> Continue(Caller by) =>
        _host.Request("2").Continue(by, _host.Fresh(), "2026-2", $"{GrainHost.Portal}/1", Word);

    private Task<ThreadFacts?> Page(Caller by, string number) => _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(by), number);
}
