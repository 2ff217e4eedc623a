using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>A mandate that its holder accepted for themselves alone, before their firm had a space or they were in it, is placed there later.</summary>
public sealed class PlacedMandateTests : IAsyncLifetime
{
    private static readonly DateTimeOffset End = GrainHost.Morning.AddDays(90);
    private readonly GrainHost _host = new();
    private Mandated _on = null!;
    private Caller _marin = null!;

    public async Task InitializeAsync()
    {
        _on = await Mandated.In(_host, End);
        await _host.Register("c-marin", CallerKind.Customer, GrainHost.Portal, "marin");
        _marin = await _host.WithSession(new Caller("c-marin", CallerKind.Customer, GrainHost.Portal, "marin Vasselin", ""));
        Assert.True((await _on.Space.Invite(_on.Nora, _host.Fresh(), "own", new Invitation(
            new("Monsieur", "Marin", "Vasselin", "marin@maison.example", "", "0639980073", "Expert"),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, new(false, GrantBase.None, [Mandated.Other], []), null, End), "garance-siren", "Cabinet"),
            new([1, 2, 3, 4, 5, 6, 7, 8], "j"))).Ok);
        Assert.True((await _on.Space.AnswerInvitation(_marin, _host.Fresh(), "own", true)).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Mandate_is_placed_once_its_holder_is_in_the_firm_s_space_and_passed_on_from_there()
    {
        Assert.Empty(await Places(_marin));
        Assert.Equal(SpaceRefusal.NotOfFirm, (await Place(_marin)).Refusal);
        await Join();
        Assert.Equal((_on.Firm, "garance"), (Assert.Single(await Places(_marin)).Firm, Assert.Single(await Places(_marin)).Name));
        var before = await Row();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await Place(_marin)).Ok);

        Assert.Equal(before, await Row());
        Assert.Equal([Mandated.Other], await _on.Sees(_marin));
        Assert.Empty(await Places(_marin));
        Assert.Equal(["own", Mandated.Mandate], (await Clients()).Rows.Select(c => c.Mandate).OrderDescending());
        Assert.Equal((1L, 2L), (await Journalled(_on.Client, "mandate-placed"), await Journalled(_on.Firm, "mandate-arrived")));
        Assert.Equal("garance", (await _host.Get<MemberQueries>().Find(_host.Get<Rights>().ScopeOf(_on.Nora), _on.Client, "own"))!.FirmSpaceName);
        Assert.True((await _on.Mandates.PassOn(_on.Garance, _host.Fresh(), "own", "h-ines", new("c-ines", UniverseRights.ReadAndAct, null, null))).Ok);
        Assert.Equal([Mandated.Other], await _on.Sees(_on.Ines));
    }

    [Fact]
    public async Task Repeat_changes_nothing_and_another_space_of_the_firm_is_too_late()
    {
        await Join();
        var operation = _host.Fresh();
        for (var i = 0; i < 2; i++)
            Assert.True((await _on.Mandates.PlaceAt(_marin, operation, "own", _on.Firm)).Ok);
        var version = await Version();
        Assert.True((await Place(_marin)).Ok);
        Assert.Equal((version, 1L), (await Version(), await Journalled(_on.Client, "mandate-placed")));

        var (_, _, second) = await _host.Customer("second", $"{GrainHost.Portal}/garance-siren");
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(second).Admit(_host.Fresh(), new Member(_marin.Account, SpaceRole.Collaborateur, true, []))).Ok);
        Assert.Equal(SpaceRefusal.Over, (await _on.Mandates.PlaceAt(_marin, _host.Fresh(), "own", second)).Refusal);
    }

    [Fact]
    public async Task Nobody_but_its_holder_places_it_and_only_in_a_space_of_the_firm_it_names()
    {
        await Join();
        var (_, _, other) = await _host.Customer("other");
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(other).Admit(_host.Fresh(), new Member(_marin.Account, SpaceRole.Collaborateur, true, []))).Ok);

        foreach (var by in new[] { _on.Nora, _on.Garance, _on.Ines })
            Assert.Equal(SpaceRefusal.NotFound, (await Place(by)).Refusal);
        Assert.Equal(SpaceRefusal.NotOfFirm, (await _on.Mandates.PlaceAt(_marin, _host.Fresh(), "own", other)).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await _on.Mandates.PlaceAt(_marin, _host.Fresh(), "nobody", _on.Firm)).Refusal);
        Assert.True((await _on.Space.Suspend(_on.Nora, _host.Fresh(), "own", true)).Ok);
        Assert.Equal(SpaceRefusal.NotFound, (await Place(_marin)).Refusal);
        Assert.Empty(await Places(_marin));
        Assert.Single((await Clients()).Rows);
    }

    [Fact]
    public async Task Mandate_that_has_ended_is_placed_nowhere()
    {
        await Join();
        _host.Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal(SpaceRefusal.NotFound, (await Place(_marin)).Refusal);
    }

    [Fact]
    public async Task Placing_that_races_with_the_removal_from_the_firm_is_judged_by_the_order_they_came_in()
    {
        for (var round = 0; round < 5; round++)
        {
            await Join();
            var place = Place(_marin);
            var leave = _on.FirmSpace.Remove(_on.Garance, _host.Fresh(), _marin.Account);
            await Task.WhenAll(place, leave);

            Assert.True((await leave).Ok);
            Assert.Equal((await place).Ok ? 1L : 0L, await _host.Count("SELECT count(*) FROM space_member WHERE member = 'own' AND firm_space <> ''"));
            Assert.Equal([Mandated.Other], await _on.Sees(_marin));
            if ((await place).Ok)
                return;
        }
    }

    private async Task Join() =>
        Assert.True((await _on.FirmSpace.Admit(_host.Fresh(), new Member(_marin.Account, SpaceRole.Collaborateur, true, []))).Ok);

    private Task<Result<SpaceRefusal>> Place(Caller by) => _on.Mandates.PlaceAt(by, _host.Fresh(), "own", _on.Firm);

    private Task<IReadOnlyList<FirmChoice>> Places(Caller by) => _host.Get<MandateQueries>().Places(_host.Get<Rights>().ScopeOf(by), _on.Client, "own");

    private Task<FirmClientPage> Clients() => _host.Get<MandateQueries>().Clients(_host.Get<Rights>().ScopeOf(_on.Garance), _on.Firm, null, null);

    // What a mandate gives, and until when.
    private async Task<(long, long, long, long)> Row() => (
        await _host.Count("SELECT rights FROM space_member WHERE member = 'own'"), await _host.Count("SELECT ends_at FROM space_member WHERE member = 'own'"),
        await _host.Count("SELECT whole FROM space_member WHERE member = 'own'"), await _host.Count("SELECT count(*) FROM space_grant WHERE member = 'own'"));

    private Task<long> Version() => _host.Count($"SELECT version FROM grain WHERE key = 'space/{_on.Client}'");

    // The firm's entries are written by jobs.
    private async Task<long> Journalled(string space, string action)
    {
        await _host.RunGrainWork();
        return await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{space}' AND action = '{action}'");
    }
}
