using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Ties;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests.Ties;

/// <summary>Requests that advisers link: Nora's and Ines', of two companies. Claire has none of them.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private const string First = $"{GrainHost.Portal}/1";
    private const string Second = $"{GrainHost.Portal}/2";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _ines = null!;
    private Caller _claire = null!;

    public async Task InitializeAsync()
    {
        (_nora, var hers, _) = await _host.Customer("nora");
        (_ines, var theirs, _) = await _host.Customer("ines");
        _claire = await _host.Adviser("claire");
        await _host.SentRequest(_nora, hers, "1");
        await _host.SentRequest(_ines, theirs, "2");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Link_stands_on_both_for_advisers_and_on_neither_for_customers()
    {
        var before = await Page(_nora, "2026-1");
        var operation = _host.Fresh();
        Assert.True((await Ties(First).Link(_claire, operation, Second)).Ok);
        Assert.True((await Ties(First).Link(_claire, operation, Second)).Ok);
        await _host.RunGrainWork();

        foreach (var (number, other) in new[] { ("2026-1", "2026-2"), ("2026-2", "2026-1") })
        {
            var page = await Page(_claire, number);
            Assert.Equal((TieEnd.Linked, other, First), Assert.Single(page.Ties) is var tie ? (tie.End, tie.Number, tie.Owner) : default);
            Assert.Equal((NoteKind.Linked, other, _claire.Name), Assert.Single(page.Notes) is var note ? (note.Kind, note.Who, note.AuthorName) : default);
        }
        foreach (var page in new[] { await Page(_nora, "2026-1"), await Page(_ines, "2026-2") })
        {
            Assert.Empty(page.Ties);
            Assert.Empty(page.Notes);
        }
        Assert.Equal((before.Request.LastTick, before.Request.Version), (await Page(_nora, "2026-1")).Request is var now ? (now.LastTick, now.Version - 1) : default);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'linked'"));
    }

    [Fact]
    public async Task Customer_who_reads_both_sees_no_link_either()
    {
        await _host.SentRequest(_nora, $"{GrainHost.Portal}/nora-siren", "3");
        Assert.True((await Ties(First).Link(_claire, _host.Fresh(), $"{GrainHost.Portal}/3")).Ok);
        await _host.RunGrainWork();

        Assert.Empty((await Page(_nora, "2026-1")).Ties);
        Assert.Empty((await Page(_nora, "2026-3")).Ties);
        Assert.Single((await Page(_claire, "2026-3")).Ties);
    }

    [Fact]
    public async Task Link_is_taken_back_where_it_was_made_and_once()
    {
        Assert.True((await Ties(First).Link(_claire, _host.Fresh(), Second)).Ok);

        Assert.Equal(RequestRefusal.NotLinked, (await Ties(Second).Unlink(_claire, _host.Fresh(), First)).Refusal);
        Assert.True((await Ties(First).Unlink(_claire, _host.Fresh(), Second)).Ok);
        Assert.Equal(RequestRefusal.NotLinked, (await Ties(First).Unlink(_claire, _host.Fresh(), Second)).Refusal);
        await _host.RunGrainWork();

        Assert.Empty((await Page(_claire, "2026-2")).Ties);
        Assert.Equal([NoteKind.Linked, NoteKind.Unlinked], (await Page(_claire, "2026-2")).Notes.Select(n => n.Kind).Order());
        Assert.True((await Ties(Second).Link(_claire, _host.Fresh(), First)).Ok);
    }

    [Theory]
    [InlineData(First, RequestRefusal.NoSuchRequest)]
    [InlineData("", RequestRefusal.NoSuchRequest)]
    [InlineData($"{GrainHost.Portal}/draft", RequestRefusal.NoSuchRequest)]
    [InlineData(Second, RequestRefusal.AlreadyLinked)]
    public async Task What_is_no_other_request_or_is_linked_already_from_either_side_is_refused(string other, RequestRefusal refusal)
    {
        Assert.True((await _host.Request("draft").Begin(_nora, _host.Fresh(), "contact", $"{GrainHost.Portal}/nora-siren")).Ok);
        Assert.True((await Ties(Second).Link(_claire, _host.Fresh(), First)).Ok);

        Assert.Equal(refusal, (await Ties(First).Link(_claire, _host.Fresh(), other)).Refusal);
    }

    [Fact]
    public async Task Nobody_links_whose_role_answers_no_requests()
    {
        var technician = await _host.Adviser("theo", StaffRole.AdministrateurTechnique);

        Assert.Equal(RequestRefusal.NotAllowed, (await Ties(First).Link(technician, _host.Fresh(), Second)).Refusal);
        Assert.Equal(RequestRefusal.NotAllowed, (await Ties(First).Link(_nora, _host.Fresh(), Second)).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Ties(First).Link(_ines, _host.Fresh(), Second)).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_link"));
    }

    private IRequestTiesGrain Ties(string request) => _host.Grains.GetGrain<IRequestTiesGrain>(request);

    private async Task<ThreadFacts> Page(Caller by, string number) => (await _host.Get<ThreadQueries>().Page(_host.Get<Rights>().ScopeOf(by), number))!;
}
