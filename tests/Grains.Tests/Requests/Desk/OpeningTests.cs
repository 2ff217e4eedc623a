using Grains.Access;
using Grains.Clients;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Requests.Desk;
using Grains.Tests.Fixtures;
using Silo.Storage;

namespace Grains.Tests.Requests.Desk;

/// <summary>Claire writes to Nora first.</summary>
public sealed class OpeningTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _claire = null!;
    private string _company = "";

    private IRequestOfficeGrain Office => _host.Grains.GetGrain<IRequestOfficeGrain>($"{GrainHost.Portal}/1");

    public async Task InitializeAsync()
    {
        (_nora, _company, _) = await _host.Customer("nora");
        (_hugues, _, _) = await _host.Customer("hugues");
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_an_adviser_opens_waits_for_the_client_unread_and_goes_on_with_their_answer()
    {
        var operation = _host.Fresh();
        var sent = await Office.Open(_claire, operation, "2026-100", Opened());
        Assert.True(sent.Ok);
        // Asked again, the same.
        Assert.Equal(sent.Value, (await Office.Open(_claire, operation, "2026-100", Opened())).Value);

        var hers = await Thread(_nora);
        Assert.Equal((RequestStatus.Waiting, "Vos statuts", true), (hers.Request.Status, hers.Request.Subject, hers.Request.Unread));
        Assert.Equal([EntryKind.Opened, EntryKind.Message, EntryKind.Asked], hers.Slice.Entries.Select(e => e.Kind));
        Assert.Equal(["Statuts", "Extrait K bis"], hers.Asked.Select(a => a.Label));
        Assert.Equal(1, await _host.Get<RequestQueries>().UnreadCount(Scope(_nora)));
        Assert.Equal((_claire.Account, null), ((await Thread(_claire)).Request.Handler, hers.Request.DueAt));

        Assert.True((await _host.Request("1").Post(_nora, _host.Fresh(), new NewMessage("Les voici bientôt", []))).Ok);
        var goes = (await Thread(_claire)).Request;
        Assert.Equal((RequestStatus.InProgress, true, true), (goes.Status, goes.Unread, goes.DueAt is not null));
    }

    [Fact]
    public async Task It_is_no_answer_to_anybody_and_nobody_is_told_by_mail_who_has_read_it()
    {
        Assert.True((await Office.Open(_claire, _host.Fresh(), "2026-100", Opened())).Ok);

        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM request_step WHERE kind = {(int)Grains.Statistics.StepKind.Answered}"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM job WHERE kind = 'request-unread'"));
    }

    [Fact]
    public async Task Nobody_is_written_to_who_does_not_see_the_company_nor_by_who_is_no_adviser()
    {
        Assert.Equal(RequestRefusal.NoSuchClient, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened() with { Account = _hugues.Account })).Refusal);
        Assert.Equal(RequestRefusal.NoSuchClient, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened() with { Account = "personne" })).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Office.Open(_nora, _host.Fresh(), "2026-1", Opened())).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened() with { Company = "autre/1" })).Refusal);
        var machine = await _host.Adviser("technique", StaffRole.AdministrateurTechnique);
        Assert.Equal(RequestRefusal.NotAllowed, (await Office.Open(machine, _host.Fresh(), "2026-1", Opened())).Refusal);
        Assert.Equal(RequestRefusal.NoSubject, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened() with { Subject = "" })).Refusal);
        Assert.Equal(RequestRefusal.EmptyMessage, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened() with { Text = "" })).Refusal);
        Assert.Equal(RequestRefusal.TooManyItems, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened() with { Items = [.. Enumerable.Range(0, 21).Select(i => $"Pièce {i}")] })).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_list"));
        Assert.True((await Office.Open(_claire, _host.Fresh(), "2026-1", Opened())).Ok);
        Assert.Equal(RequestRefusal.AlreadySent, (await Office.Open(_claire, _host.Fresh(), "2026-2", Opened())).Refusal);
    }

    [Fact]
    public async Task People_of_a_company_and_companies_of_a_person_are_offered_to_advisers_alone()
    {
        var queries = _host.Get<AddresseeQueries>();

        Assert.Equal(_nora.Account, Assert.Single(await queries.Of(Scope(_claire), ClientKind.Company, _company)).Account);
        Assert.Equal(_company, Assert.Single(await queries.Of(Scope(_claire), ClientKind.Account, _nora.Account)).Company);
        Assert.Empty(await queries.Of(Scope(_nora), ClientKind.Company, _company));
        Assert.Null(await queries.Find(Scope(_nora), _company, _nora.Account));
    }

    [Theory]
    [InlineData("ends_at = 1")]
    [InlineData("rights = 0")]
    public async Task Who_sees_the_company_no_more_is_neither_offered_nor_written_to(string gone)
    {
        await ((IHostStore)_host.Store).Execute($"UPDATE space_member SET {gone} WHERE account = '{_nora.Account}'", CommitLane.Bulk, default);

        Assert.Empty(await _host.Get<AddresseeQueries>().Of(Scope(_claire), ClientKind.Company, _company));
        Assert.Equal(RequestRefusal.NoSuchClient, (await Office.Open(_claire, _host.Fresh(), "2026-1", Opened())).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM request_list"));
    }

    private OpenedRequest Opened() => new(_company, _nora.Account, UniverseRights.Read, "sante", "Vos statuts", "Bonjour, il nous faut deux pièces.", ["Statuts", "Extrait K bis"]);

    private Scope Scope(Caller caller) => _host.Get<Rights>().ScopeOf(caller);

    private async Task<ThreadFacts> Thread(Caller by) => (await _host.Get<ThreadQueries>().Page(Scope(by), "2026-100"))!;
}
