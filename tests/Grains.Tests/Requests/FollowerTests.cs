using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

/// <summary>Whom a message of ours is told by mail: Hugues wrote the request, Nora administrates the company's own space, Ines is a colleague.</summary>
public sealed class FollowerTests : IAsyncLifetime
{
    private const string Company = $"{GrainHost.Portal}/812345676";
    private const string Site = "81234567600011";
    private const string Space = $"{GrainHost.Portal}/s-nora";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _ines = null!;
    private Caller _claire = null!;

    private IRequestGrain Request => _host.Request("1");

    public async Task InitializeAsync()
    {
        (_nora, _, _) = await _host.Customer("nora", Company);
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(Space).AddCompany(_host.Fresh(), Company, isHome: true)).Ok);
        (_hugues, _ines, _claire) = (await Colleague("hugues"), await Colleague("ines"), await _host.Adviser("claire"));
        Assert.True((await Request.Begin(_hugues, _host.Fresh(), "arret", Company)).Ok);
        Assert.True((await Request.SaveDraft(_hugues, _host.Fresh(), new DraftPage(1, TestForms.Answers(Company, Site)))).Ok);
        Assert.True((await Request.Send(_hugues, _host.Fresh(), "2026-1")).Ok);
        Assert.True((await Request.TakeCharge(_claire, _host.Fresh())).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Author_and_who_wrote_or_follows_are_told_and_who_said_no_is_not()
    {
        Assert.Equal(["c-hugues"], await Told());
        Assert.True((await Request.Post(_ines, _host.Fresh(), new NewMessage("Une précision", []))).Ok);
        Assert.Equal(["c-hugues", "c-ines"], await Told());
        Assert.True((await Request.Follow(_nora, _host.Fresh(), true)).Ok);
        Assert.Equal(["c-hugues", "c-ines", "c-nora"], await Told());
        Assert.True((await Request.Follow(_hugues, _host.Fresh(), false)).Ok);
        Assert.Equal(["c-ines", "c-nora"], await Told());
    }

    [Fact]
    public async Task Nobody_is_told_once_one_of_them_has_read_it_and_a_stranger_s_reading_does_not_count()
    {
        var tick = await News();
        Assert.True((await Request.Seen(_ines, tick, read: true)).Ok);
        Assert.NotNull(await Unread(tick));

        Assert.True((await Request.Seen(_hugues, tick, read: true)).Ok);

        Assert.Null(await Unread(tick));
    }

    [Fact]
    public async Task Earlier_message_is_left_to_the_later_one()
    {
        var (first, second) = (await News(), await News());

        Assert.Null(await Unread(first));
        Assert.NotNull(await Unread(second));
    }

    [Theory]
    [InlineData(UniverseRights.ReadHealth, UniverseRights.ReadHealth, "c-hugues")]
    [InlineData(UniverseRights.None, UniverseRights.ReadProvident, "c-ines")]
    [InlineData(UniverseRights.None, UniverseRights.ReadHealth, "c-nora")]
    public async Task Who_may_not_read_it_is_not_told_and_when_nobody_is_left_the_administrators_of_the_company_s_own_space_are(
        UniverseRights author, UniverseRights follower, string expected)
    {
        Assert.True((await Request.Follow(_ines, _host.Fresh(), true)).Ok);
        await _host.Give(Space, _hugues, author);
        await _host.Give(Space, _ines, follower);

        Assert.Equal([expected], await Told());
    }

    [Fact]
    public async Task Nobody_is_told_of_a_hidden_site()
    {
        await _host.Write(Space, new Upsert(new SpaceUntickedRow(Space, Site)));

        Assert.Empty(await Told());
    }

    [Fact]
    public async Task Following_asks_for_the_right_to_read()
    {
        await _host.Give(Space, _ines, UniverseRights.ReadProvident);
        Assert.True((await Request.Follow(_ines, _host.Fresh(), true)).Ok);
        await _host.Give(Space, _ines, UniverseRights.ReadHealth);

        Assert.Equal(RequestRefusal.NotFound, (await Request.Follow(_ines, _host.Fresh(), false)).Refusal);
    }

    private async Task<IEnumerable<string>> Told() => (await Unread(await News()))!.Recipients.Select(r => r.Account);

    private async Task<long> News() => (await Request.Post(_claire, _host.Fresh(), new NewMessage("Une réponse", []))).Value!.Tick;

    private Task<UnreadNews?> Unread(long tick) =>
        _host.Get<RecipientQueries>().Unread($"{GrainHost.Portal}/1", tick, _host.Clock.GetUtcNow(), CancellationToken.None);

    private async Task<Caller> Colleague(string name)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        var caller = await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, name, ""));
        await _host.Give(Space, caller, UniverseRights.ReadAndAct);
        return caller;
    }
}
