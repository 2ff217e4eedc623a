using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Teams;
using Grains.Teams;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Teams;

/// <summary>Lucien and Gisèle supervise; Claire is moved between teams.</summary>
public sealed class TeamsTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _claire = null!;
    private Caller _lucien = null!;
    private Caller _gisele = null!;

    private ITeamsGrain Teams => _host.Grains.GetGrain<ITeamsGrain>(Caller.StaffPortal);

    public async Task InitializeAsync()
    {
        _claire = await _host.Adviser("claire");
        (_lucien, _gisele) = (await _host.Adviser("lucien", StaffRole.Superviseur), await _host.Adviser("gisele", StaffRole.Superviseur));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Team_is_made_once_and_each_name_is_one_team_s()
    {
        var operation = _host.Fresh();
        foreach (var _ in new[] { 1, 2 })
            Assert.Equal("equipe-1", (await Teams.Create(_lucien, operation, "Grands comptes")).Value);

        Assert.Equal(TeamRefusal.Twice, (await Teams.Create(_gisele, _host.Fresh(), "grands COMPTES")).Refusal);
        Assert.Equal(TeamRefusal.NoName, (await Teams.Create(_gisele, _host.Fresh(), "")).Refusal);
        Assert.Equal(TeamRefusal.NotAllowed, (await Teams.Create(_claire, _host.Fresh(), "Contentieux")).Refusal);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM team"));
    }

    [Fact]
    public async Task Second_of_two_who_rename_is_told_what_it_is_called_by_now()
    {
        Assert.True((await Teams.Rename(_lucien, _host.Fresh(), "sante", "Santé", "Soins")).Ok);
        Assert.Equal(TeamRefusal.Changed, (await Teams.Rename(_gisele, _host.Fresh(), "sante", "Santé", "Santé et soins")).Refusal);
        Assert.Equal(TeamRefusal.NotFound, (await Teams.Rename(_gisele, _host.Fresh(), "equipe-9", "X", "Y")).Refusal);
        Assert.Equal(TeamRefusal.NotAllowed, (await Teams.Rename(_claire, _host.Fresh(), "sante", "Soins", "Santé")).Refusal);

        var book = _host.Get<TeamBook>();
        await book.Renew(default);
        Assert.Equal("Soins", Assert.Single(book.Names).Name);
        Assert.True((await Teams.Rename(_gisele, _host.Fresh(), "sante", "Soins", "Santé et soins")).Ok);
        for (var tries = 0; tries < 200 && book.Names[0].Name == "Soins"; tries++)
        {
            await Task.Delay(25);
            await book.Renew(default);
        }
        Assert.Equal("Santé et soins", Assert.Single(book.Names).Name);
    }

    [Fact]
    public async Task Colleague_is_in_one_team_and_is_moved_only_from_where_they_were_seen()
    {
        Assert.True((await Teams.Move(_lucien, _host.Fresh(), _claire.Account, "", "sante")).Ok);
        Assert.Equal(TeamRefusal.Changed, (await Teams.Move(_gisele, _host.Fresh(), _claire.Account, "", "retraite")).Refusal);
        Assert.Equal("sante", await Team());
        Assert.True((await Teams.Move(_gisele, _host.Fresh(), _claire.Account, "sante", "retraite")).Ok);
        Assert.Equal(TeamRefusal.NotFound, (await Teams.Move(_gisele, _host.Fresh(), _claire.Account, "retraite", "equipe-7")).Refusal);
        Assert.Equal(TeamRefusal.NotFound, (await Teams.Move(_gisele, _host.Fresh(), "nobody", "", "sante")).Refusal);
        Assert.Equal(TeamRefusal.NotAllowed, (await Teams.Move(_claire, _host.Fresh(), _claire.Account, "retraite", "sante")).Refusal);
        Assert.Equal("retraite", await Team());

        Assert.True((await Teams.Move(_gisele, _host.Fresh(), _claire.Account, "retraite", "")).Ok);

        Assert.Equal("", await Team());
        Assert.Equal(3, await _host.Count("SELECT count(*) FROM journal WHERE action IN ('team-joined', 'team-left')"));
    }

    private async Task<string> Team() =>
        (await _host.Get<TeamQueries>().All(_host.Get<Rights>().ScopeOf(_lucien), ["sante"])).Colleagues.Single(c => c.Account == _claire.Account).Team;
}
