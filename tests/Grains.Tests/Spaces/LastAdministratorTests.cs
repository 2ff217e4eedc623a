using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>A space never ends without an administrator who can sign in, whichever way they go.</summary>
public sealed class LastAdministratorTests : IAsyncLifetime
{
    private const string Open =
        "SELECT count(*) FROM space_member m JOIN account_list a ON a.account = m.account WHERE m.role = 1 AND m.status = 1 AND a.active = 1 AND m.space = ";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _ines = null!;
    private Caller _claire = null!;
    private string _key = null!;

    private ISpaceGrain Space => _host.Grains.GetGrain<ISpaceGrain>(_key);

    public async Task InitializeAsync()
    {
        (_nora, _, _key) = await _host.Customer("nora");
        _ines = await Second("ines", _key);
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Account_that_alone_administrates_a_space_stays_open_until_another_is_named()
    {
        Assert.True((await Account(_ines).Disable(_host.Fresh(), true)).Ok);

        Assert.Equal(AccountRefusal.LastAdministrator, (await Account(_nora).Disable(_host.Fresh(), true)).Refusal);
        Assert.Equal(SupportRefusal.LastAdministrator, (await Support(_nora).Close(_claire, _host.Fresh(), true, "À sa demande")).Refusal);
        Assert.Equal("nora", Assert.Single((await Support(_nora).Access(_claire))!.Alone));
        Assert.Equal(0, await _host.MailCount("account-closed"));

        await Second("sacha", _key);
        Assert.True((await Support(_nora).Close(_claire, _host.Fresh(), true, "À sa demande")).Ok);
        Assert.Equal(1, await _host.MailCount("account-closed"));
    }

    [Fact]
    public async Task Administrator_whose_account_is_shut_lets_no_other_leave()
    {
        Assert.True((await Account(_ines).Disable(_host.Fresh(), true)).Ok);

        Assert.Equal(SpaceRefusal.LastAdministrator, (await Space.Remove(_nora, _host.Fresh(), _nora.Account)).Refusal);
        Assert.True((await Space.Remove(_nora, _host.Fresh(), _ines.Account)).Ok);
        Assert.Equal(SpaceRefusal.LastAdministrator, (await Space.Remove(_nora, _host.Fresh(), _nora.Account)).Refusal);
    }

    [Fact]
    public async Task Administrator_whose_account_is_shut_is_shown_as_such()
    {
        Assert.True((await Account(_ines).Disable(_host.Fresh(), true)).Ok);

        var members = (await _host.Get<MemberQueries>().List(_host.Get<Rights>().ScopeOf(_nora), _key, new MemberFilter(null, null, null))).Rows;

        Assert.Equal([_ines.Account], members.Where(m => m.Closed).Select(m => m.Account));
    }

    [Fact]
    public async Task Two_administrators_whose_accounts_are_shut_at_once_leave_one()
    {
        for (var round = 0; round < 20; round++)
        {
            var (pair, space) = await Pair($"a{round}");

            var done = await Task.WhenAll(Account(pair[0]).Disable(_host.Fresh(), true), Account(pair[1]).Disable(_host.Fresh(), true));

            Assert.Single(done, d => d.Ok);
            Assert.Equal(1, await _host.Count($"{Open}'{space}'"));
        }
    }

    [Fact]
    public async Task One_who_leaves_while_the_other_s_account_is_shut_leaves_one()
    {
        for (var round = 0; round < 20; round++)
        {
            var (pair, space) = await Pair($"b{round}");

            var leaves = _host.Grains.GetGrain<ISpaceGrain>(space).Remove(pair[0], _host.Fresh(), pair[0].Account);
            var closes = Account(pair[1]).Disable(_host.Fresh(), true);
            await Task.WhenAll(leaves, closes);

            Assert.True((await leaves).Ok != (await closes).Ok);
            Assert.Equal(1, await _host.Count($"{Open}'{space}'"));
        }
    }

    [Fact]
    public async Task Administrator_who_was_invited_and_never_signed_in_lets_no_other_go_until_they_have()
    {
        var (marc, _, space) = await _host.Customer("marc");
        await Invited("lea", marc, space);
        var grain = _host.Grains.GetGrain<ISpaceGrain>(space);

        Assert.Equal(SpaceRefusal.LastAdministrator, (await grain.Remove(marc, _host.Fresh(), marc.Account)).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, (await grain.Suspend(marc, _host.Fresh(), marc.Account, true)).Refusal);
        Assert.Equal(SpaceRefusal.LastAdministrator, (await grain.Change(marc, _host.Fresh(), marc.Account, Down)).Refusal);
        Assert.Equal(AccountRefusal.LastAdministrator, (await Account(marc).Disable(_host.Fresh(), true)).Refusal);
        Assert.Equal(SupportRefusal.LastAdministrator, (await Support(marc).Close(_claire, _host.Fresh(), true, "À sa demande")).Refusal);
        Assert.Equal("marc", Assert.Single((await Support(marc).Access(_claire))!.Alone));

        await SignIn("lea");

        Assert.Empty((await Support(marc).Access(_claire))!.Alone);
        Assert.True((await grain.Remove(marc, _host.Fresh(), marc.Account)).Ok);
        Assert.Equal(1, await _host.Count($"{Open}'{space}'"));
    }

    [Fact]
    public async Task Administrator_who_never_signed_in_goes_like_anybody()
    {
        var (marc, _, space) = await _host.Customer("marc");
        await Invited("lea", marc, space);
        var grain = _host.Grains.GetGrain<ISpaceGrain>(space);

        Assert.True((await Account(marc with { Account = "c-lea" }).Disable(_host.Fresh(), true)).Ok);
        Assert.True((await grain.Remove(marc, _host.Fresh(), "m-lea")).Ok);
        Assert.Equal(SpaceRefusal.LastAdministrator, (await grain.Remove(marc, _host.Fresh(), marc.Account)).Refusal);
    }

    [Fact]
    public async Task Two_who_remove_each_other_beside_a_third_who_never_signed_in_leave_one_of_the_two()
    {
        for (var round = 0; round < 8; round++)
        {
            var (pair, space) = await Pair($"c{round}");
            await Invited($"c{round}-lea", pair[0], space);
            var grain = _host.Grains.GetGrain<ISpaceGrain>(space);

            // Each takes the other out, and leaves: whatever order they come in, one stays who has been here.
            await Task.WhenAll(
                grain.Remove(pair[0], _host.Fresh(), pair[1].Account), grain.Remove(pair[1], _host.Fresh(), pair[0].Account),
                Account(pair[0]).Disable(_host.Fresh(), true), grain.Remove(pair[1], _host.Fresh(), pair[1].Account));

            Assert.Equal(1, await _host.Count($"{Open}'{space}' AND m.asked_at IS NULL"));
        }
    }

    private static readonly MemberChange Down = new(
        new("Monsieur", "Marc", "Vasselin", "marc@maison.example", "", "0639980071", ""),
        new(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, GrantChange.Everything, null, null));

    // In the space from the day they chose a password on, and not signed in to.
    private async Task Invited(string name, Caller by, string space)
    {
        var grain = _host.Grains.GetGrain<ISpaceGrain>(space);
        Assert.True((await grain.Invite(by, _host.Fresh(), $"m-{name}", new Invitation(
            new("Madame", "Lea", "Vasselin", $"{name}@maison.example", "", "0639980072", ""),
            new(SpaceRole.Administrateur, UniverseRights.All, GrantChange.Everything, null, null), "", ""), new([1, 2, 3, 4, 5, 6, 7, 8], "jeton"))).Ok);
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await grain.AnswerInvitation(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, name, ""), _host.Fresh(), $"m-{name}", true)).Ok);
    }

    private async Task SignIn(string name)
    {
        var door = new Door(_host);
        var asked = await door.Password(GrainHost.Password, $"{name}@maison.example");
        Assert.Equal(SignInStage.SignedIn, (await door.Code(asked, await _host.NewestCode())).Step.Stage);
    }

    private async Task<(Caller[] Both, string Space)> Pair(string name)
    {
        var (one, _, space) = await _host.Customer(name);
        return ([one, await Second($"{name}-bis", space)], space);
    }

    private async Task<Caller> Second(string name, string space)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(space).Admit(_host.Fresh(), new Member($"c-{name}", SpaceRole.Administrateur, true, []))).Ok);
        return await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
    }

    private IAccountGrain Account(Caller of) => _host.Grains.GetGrain<IAccountGrain>(of.Account);

    private IAccountSupportGrain Support(Caller of) => _host.Grains.GetGrain<IAccountSupportGrain>(of.Account);
}
