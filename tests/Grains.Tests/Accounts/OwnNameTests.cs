using Grains.Access;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>A customer's own name: theirs to write where nothing proves another, and read by everybody at once.</summary>
public sealed class OwnNameTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private string _space = "";

    private IAccountGrain Nora => _host.Grains.GetGrain<IAccountGrain>(_nora.Account);

    public async Task InitializeAsync() => (_nora, _, _space) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Name_is_the_person_s_from_then_on_in_the_list_of_members_too()
    {
        var operation = _host.Fresh();

        Assert.True((await Nora.Rename(operation, " Éléonore ", "Zavattini-Roux")).Ok);
        Assert.True((await Nora.Rename(operation, " Éléonore ", "Zavattini-Roux")).Ok);
        await _host.Restart();

        var members = await _host.Get<MemberQueries>().List(_host.Get<Rights>().ScopeOf(_nora), _space, new MemberFilter("zavattini", null, null));
        Assert.Equal("Éléonore Zavattini-Roux", Assert.Single(members.Rows).Name);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{_nora.Account}' AND action = 'name-changed' AND detail = 'nora Vasselin'"));
        Assert.Equal(1, await _host.MailCount("name-changed"));
    }

    [Fact]
    public async Task Same_name_again_tells_nobody()
    {
        Assert.True((await Nora.Rename(_host.Fresh(), "nora", "Vasselin")).Ok);

        Assert.Equal(0, await _host.Count("SELECT count(*) FROM journal WHERE action = 'name-changed'"));
        Assert.Equal(0, await _host.MailCount("name-changed"));
    }

    [Theory]
    [InlineData("", "Vasselin")]
    [InlineData("Nora", " ")]
    [InlineData("Nora", "gagnez.example/prix")]
    [InlineData("Nora 2", "Vasselin")]
    public async Task What_is_no_name_is_refused_and_changes_nothing(string first, string last)
    {
        Assert.Equal(AccountRefusal.Invalid, (await Nora.Rename(_host.Fresh(), first, last)).Refusal);
        Assert.Equal(AccountRefusal.Invalid, (await Nora.Rename(_host.Fresh(), new string('a', OwnName.Longest + 1), "Vasselin")).Refusal);

        Assert.Equal("Vasselin", (await Nora.View())!.LastName);
    }

    [Fact]
    public void Name_that_a_contract_or_a_document_says_is_not_written_by_its_owner()
    {
        var state = new AccountState { Email = "n@maison.example", Kind = CallerKind.Customer, FirstName = "Nora", LastName = "Vasselin" };

        Assert.True(OwnName.IsOwn(state));
        Assert.False(OwnName.IsOwn(state with { IsInsured = true }));
        Assert.False(OwnName.IsOwn(state with { Identity = new IdentityFile(IdentityState.Accepted, null, false, DateTimeOffset.UnixEpoch) }));
        Assert.False(OwnName.IsOwn(state with { Kind = CallerKind.Staff }));
    }

    [Fact]
    public async Task Staff_and_nobody_have_no_name_of_their_own_to_write()
    {
        var claire = await _host.Adviser("claire");

        Assert.Equal(AccountRefusal.NotFound, (await _host.Grains.GetGrain<IAccountGrain>(claire.Account).Rename(_host.Fresh(), "Claire", "Autre")).Refusal);
        Assert.Equal(AccountRefusal.NotFound, (await _host.Grains.GetGrain<IAccountGrain>("nobody").Rename(_host.Fresh(), "Claire", "Autre")).Refusal);
    }
}
