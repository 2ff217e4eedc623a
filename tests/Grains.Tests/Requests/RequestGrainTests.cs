using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

public sealed class RequestGrainTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private string _company = "";

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Journey_from_draft_to_close_survives_a_restart_at_each_step()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await _host.Restart();
        Assert.True((await _host.Request("1").TakeCharge(_claire, _host.Fresh())).Ok);
        await _host.Restart();
        var posted = await _host.Request("1").Post(_nora, _host.Fresh(), new NewMessage("Une précision.", []));
        Assert.Equal(2, posted.Value!.Seq);
        await _host.Restart();
        Assert.True((await _host.Request("1").AskFor(_claire, _host.Fresh(), ["Bulletin d’octobre"], "Il manque une pièce.")).Ok);
        Assert.Equal(RequestStatus.Waiting, (await Header("1")).Status);
        await _host.Restart();
        Assert.True((await _host.Request("1").Post(_nora, _host.Fresh(), new NewMessage("La voici.", []))).Ok);
        Assert.Equal(RequestStatus.InProgress, (await Header("1")).Status);
        Assert.True((await _host.Request("1").Close(_claire, _host.Fresh(), "Répondu")).Ok);
        await _host.Restart();

        var thread = await _host.Get<ThreadQueries>().Slice(_host.Get<Grains.Access.Rights>().ScopeOf(_nora), $"{GrainHost.Portal}/1");
        Assert.Equal([1, 2, 3, 4], thread!.Entries.Where(e => e.Seq is not null).Select(e => e.Seq!.Value));
        Assert.Equal(RequestStatus.Closed, (await Header("1")).Status);
    }

    [Fact]
    public async Task Refresh_of_a_thread_reads_the_marks_of_its_last_entries_alone_and_a_page_those_of_its_own()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await request.TakeCharge(_claire, _host.Fresh());
        var last = 0L;
        for (var i = 0; i < 230; i++)
        {
            await request.Post(_nora, _host.Fresh(), new NewMessage($"Message {i}", []));
            last = (await Header("1")).LastTick;
            await request.Seen(_claire, last, read: true);
        }
        var (threads, scope, key) = (_host.Get<ThreadQueries>(), _host.Get<Grains.Access.Rights>().ScopeOf(_nora), $"{GrainHost.Portal}/1");

        var nothing = await threads.Slice(scope, key, since: last);
        var page = await threads.Slice(scope, key);
        var earlier = await threads.Slice(scope, key, before: 30);

        Assert.Empty(nothing!.Entries);
        Assert.InRange(nothing.Marks.Count(m => m.Account == _claire.Account), 20, 60);
        Assert.Equal(last, nothing.Marks[^1].Tick);
        Assert.All(page!.Entries.Where(e => e.Seq is not null && !e.Staff), e =>
            Assert.Contains(page.Marks, m => m.Account == _claire.Account && m.Tick >= e.Tick));
        Assert.True(page.HasEarlier);
        Assert.Equal(29, earlier!.Entries[^1].Tick);
        Assert.Contains(earlier.Marks, m => m.Tick <= 29);
        Assert.Null(await threads.Slice(_host.Get<Grains.Access.Rights>().ScopeOf((await _host.Customer("inconnu")).Caller), key));
    }

    [Fact]
    public async Task Same_operation_again_gets_the_first_answer_and_writes_nothing()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        var operation = _host.Fresh();
        var first = await request.Post(_nora, operation, new NewMessage("Bonjour", []));

        var again = await request.Post(_nora, operation, new NewMessage("Bonjour", []));

        Assert.Equal(first, again);
        Assert.Equal(2, (await Header("1")).LastSeq);
    }

    [Fact]
    public async Task Repeat_of_a_close_hears_done_not_already_closed()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await request.TakeCharge(_claire, _host.Fresh());
        var operation = _host.Fresh();
        await request.Close(_claire, operation, "Répondu");

        Assert.True((await request.Close(_claire, operation, "Répondu")).Ok);
        Assert.Equal(RequestRefusal.AlreadyClosed, (await request.Close(_claire, _host.Fresh(), "Répondu")).Refusal);
    }

    [Fact]
    public async Task Reopened_request_is_told_to_its_thread_and_its_queue_and_a_repeat_changes_nothing()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await request.TakeCharge(_claire, _host.Fresh());
        await request.Close(_claire, _host.Fresh(), "Répondu");
        var operation = _host.Fresh();

        Assert.True((await request.Reopen(_claire, operation)).Ok);
        var reopened = await Header("1");
        Assert.True((await request.Reopen(_claire, operation)).Ok);

        Assert.Equal((RequestStatus.InProgress, _claire.Account), (reopened.Status, reopened.Handler));
        Assert.Equal(reopened.LastTick, (await Header("1")).LastTick);
        Assert.Equal(RequestRefusal.NotClosed, (await request.Reopen(_claire, _host.Fresh())).Refusal);
        var (ousmane, _, _) = await _host.Customer("ousmane");
        Assert.Equal(RequestRefusal.NotFound, (await request.Reopen(ousmane, _host.Fresh())).Refusal);
    }

    [Fact]
    public async Task Same_operation_with_other_content_is_refused()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        var operation = _host.Fresh();
        await request.Post(_nora, operation with { Fingerprint = "a" }, new NewMessage("Bonjour", []));

        await Assert.ThrowsAsync<ArgumentException>(() => request.Post(_nora, operation with { Fingerprint = "b" }, new NewMessage("Autre", [])));
    }

    [Fact]
    public async Task Two_hundred_posts_at_once_are_numbered_without_gaps()
    {
        var request = await _host.SentRequest(_nora, _company, "1");

        var posts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => request.Post(_nora, _host.Fresh(), new NewMessage($"Message {i}", []))));

        Assert.Equal(Enumerable.Range(2, 200).Select(i => (long)i), posts.Select(p => p.Value!.Seq).Order());
    }

    [Fact]
    public async Task Two_advisers_take_one_request_and_one_wins()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        var pauline = await _host.Adviser("pauline");

        var taken = await Task.WhenAll(request.TakeCharge(_claire, _host.Fresh()), request.TakeCharge(pauline, _host.Fresh()));

        Assert.Single(taken, t => t.Ok);
        Assert.Single(taken, t => t.Refusal == RequestRefusal.TakenByAnother);
    }

    [Fact]
    public async Task Stranger_and_missing_request_get_the_same_answer()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        var (ousmane, _, _) = await _host.Customer("ousmane");

        var foreign = await request.Post(ousmane, _host.Fresh(), new NewMessage("?", []));
        var missing = await _host.Request("none").Post(ousmane, _host.Fresh(), new NewMessage("?", []));

        Assert.Equal(RequestRefusal.NotFound, foreign.Refusal);
        Assert.Equal(foreign, missing);
    }

    [Fact]
    public async Task Removed_member_is_refused_at_his_next_word()
    {
        var space = $"{GrainHost.Portal}/s-nora";
        await _host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = await _host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues Tarbelle", ""));
        await _host.Grains.GetGrain<ISpaceGrain>(space).Admit(_host.Fresh(), new Member("c-hugues", SpaceRole.Collaborateur, true, []));
        var request = await _host.SentRequest(_nora, _company, "1");
        Assert.True((await request.Post(hugues, _host.Fresh(), new NewMessage("Oui", []))).Ok);

        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(space).Remove(_nora, _host.Fresh(), "c-hugues")).Ok);

        Assert.Equal(RequestRefusal.NotFound, (await request.Post(hugues, _host.Fresh(), new NewMessage("Non", []))).Refusal);
    }

    [Fact]
    public async Task Draft_is_its_author_s_alone()
    {
        await _host.Request("d").Begin(_nora, _host.Fresh(), "contact", _company);

        Assert.Equal(RequestRefusal.NotFound,
            (await _host.Request("d").SaveDraft(_claire, _host.Fresh(), new DraftPage(1, new Dictionary<string, string>()))).Refusal);
        Assert.Null(await _host.Get<RequestQueries>().FindById(_host.Get<Grains.Access.Rights>().ScopeOf(_claire), $"{GrainHost.Portal}/d"));
    }

    [Theory]
    [InlineData(29, 23, true)]
    [InlineData(30, 0, false)]
    public async Task Message_reopens_a_closed_request_for_thirty_days(int days, int hours, bool reopens)
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await request.TakeCharge(_claire, _host.Fresh());
        await request.Close(_claire, _host.Fresh(), "Répondu");
        _host.Clock.Advance(new TimeSpan(days, hours, 0, 0));

        var posted = await request.Post(_nora, _host.Fresh(), new NewMessage("Encore une question", []));

        Assert.Equal(reopens, posted.Ok);
        Assert.Equal(reopens ? RequestStatus.InProgress : RequestStatus.Closed, (await Header("1")).Status);
    }

    [Fact]
    public async Task Unread_counts_follow_from_what_was_read()
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await request.TakeCharge(_claire, _host.Fresh());
        await request.Post(_claire, _host.Fresh(), new NewMessage("Bonjour", []));
        var queries = _host.Get<RequestQueries>();
        var scope = _host.Get<Grains.Access.Rights>().ScopeOf(_nora);
        Assert.Equal(1, await queries.UnreadCount(scope));

        await request.Seen(_nora, 4, read: false);
        Assert.Equal(1, await queries.UnreadCount(scope));
        await request.Seen(_nora, 4, read: true);
        Assert.Equal(0, await queries.UnreadCount(scope));
        await request.Seen(_nora, 2, read: true);
        Assert.Equal(0, await queries.UnreadCount(scope));
        Assert.Equal(await _host.Store.VersionOf($"request/{GrainHost.Portal}/1"), (await Header("1")).Version);
    }

    [Theory]
    [InlineData("DELAI rembour", true)]
    [InlineData("2026-1", true)]
    [InlineData("étoile", true)]
    [InlineData("Etoile remboursement", true)]
    [InlineData("etoile inconnu", false)]
    public async Task Search_folds_case_and_accents_and_takes_prefixes(string query, bool found)
    {
        var request = await _host.SentRequest(_nora, _company, "1");
        await request.Post(_nora, _host.Fresh(), new NewMessage("Le Cœur de l’Étoile", []));

        var page = await _host.Get<RequestQueries>().List(_host.Get<Grains.Access.Rights>().ScopeOf(_nora), new RequestFilter(Search: query));

        Assert.Equal(found, page.Rows.Count == 1);
    }

    private async Task<RequestSummary> Header(string id) =>
        (await _host.Get<RequestQueries>().FindById(_host.Get<Grains.Access.Rights>().ScopeOf(_nora), $"{GrainHost.Portal}/{id}"))!;
}
