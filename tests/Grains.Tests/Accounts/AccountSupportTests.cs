using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Clients;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;
using Orleans;

namespace Grains.Tests.Accounts;

/// <summary>What advisers do for the owner of an account: by role, with a reason, and a telephone by two of them.</summary>
public sealed class AccountSupportTests : IAsyncLifetime
{
    private const string Key = "c-nora";
    private const string Phone = "0639980047";
    private readonly GrainHost _host = new();
    private Caller _claire = null!;
    private Caller _paul = null!;

    private IAccountSupportGrain Nora => _host.Grains.GetGrain<IAccountSupportGrain>(Key);

    public async Task InitializeAsync()
    {
        await _host.Register(Key, CallerKind.Customer, GrainHost.Portal, "nora");
        (_claire, _paul) = (await _host.Adviser("claire"), await _host.Adviser("paul"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(StaffRole.Conseiller, null)]
    [InlineData(StaffRole.Gestionnaire, null)]
    [InlineData(StaffRole.Superviseur, null)]
    [InlineData(StaffRole.ReferentMedical, SupportRefusal.NotAllowed)]
    [InlineData(StaffRole.AdministrateurTechnique, SupportRefusal.NotAllowed)]
    public async Task Telephones_and_links_are_the_business_of_three_roles_of_five(StaffRole role, SupportRefusal? refusal)
    {
        var by = await Staff(role);

        Assert.Equal(refusal, (await Nora.SendLink(by, _host.Fresh(), Link())).Refusal);
        Assert.Equal(refusal, (await Nora.ProposePhone(by, _host.Fresh(), Phone, "Rappelée")).Refusal);
        Assert.NotNull(await Nora.Access(by));
    }

    [Fact]
    public async Task Customers_and_accounts_of_staff_are_not_found()
    {
        var (hugues, _, _) = await _host.Customer("hugues");
        var staff = _host.Grains.GetGrain<IAccountSupportGrain>(_paul.Account);

        Assert.Null(await Nora.Access(hugues));
        Assert.Equal(SupportRefusal.NotFound, (await Nora.SendLink(hugues, _host.Fresh(), Link())).Refusal);
        Assert.Equal(SupportRefusal.NotFound, (await Nora.ProposePhone(hugues, _host.Fresh(), Phone, "Moi")).Refusal);
        Assert.Null(await staff.Access(_claire));
        Assert.Equal(SupportRefusal.NotFound, (await staff.SendLink(_claire, _host.Fresh(), Link())).Refusal);
        Assert.Equal(SupportRefusal.NotFound, (await _host.Grains.GetGrain<IAccountSupportGrain>("nobody").SendLink(_claire, _host.Fresh(), Link())).Refusal);
    }

    [Fact]
    public async Task Telephone_changes_once_a_second_adviser_approves_and_its_owner_is_told()
    {
        Assert.True((await Nora.ProposePhone(_claire, _host.Fresh(), Phone, "Rappelée au numéro de l’entreprise")).Ok);
        Assert.Single(await Proposals());

        Assert.Equal(SupportRefusal.OwnProposal, (await Nora.DecidePhone(_claire, _host.Fresh(), Phone, true)).Refusal);
        Assert.Equal("0611223344", (await Nora.Access(_paul))!.Phone);
        Assert.Equal(SupportRefusal.Over, (await Nora.DecidePhone(_paul, _host.Fresh(), "0639980048", true)).Refusal);
        Assert.True((await Nora.DecidePhone(_paul, _host.Fresh(), Phone, true)).Ok);

        var access = (await Nora.Access(_paul))!;
        Assert.Equal((Phone, null), (access.Phone, access.Proposal));
        Assert.Equal(1, await _host.MailCount("phone-changed"));
        Assert.Empty(await Proposals());
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM account_list WHERE account = '{Key}' AND phone = '{Phone}'"));
        Assert.Equal(2, await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{Key}' AND action IN ('phone-proposed', 'phone-changed')"));
        Assert.Equal(SupportRefusal.Over, (await Nora.DecidePhone(_paul, _host.Fresh(), Phone, true)).Refusal);
    }

    [Fact]
    public async Task Proposal_is_over_after_seven_days_and_who_made_it_may_take_it_back()
    {
        Assert.True((await Nora.ProposePhone(_claire, _host.Fresh(), Phone, "Rappelée")).Ok);
        Assert.True((await Nora.DecidePhone(_claire, _host.Fresh(), Phone, false)).Ok);
        Assert.Empty(await Proposals());
        Assert.True((await Nora.ProposePhone(_claire, _host.Fresh(), Phone, "Rappelée")).Ok);

        _host.Clock.Advance(TimeSpan.FromDays(7));

        // Sessions ended meanwhile: another adviser comes.
        var lucien = await _host.Adviser("lucien");
        Assert.Empty(await Proposals(lucien));
        Assert.Equal(SupportRefusal.Over, (await Nora.DecidePhone(lucien, _host.Fresh(), Phone, true)).Refusal);
    }

    [Theory]
    [InlineData("06 11 22 33 44", "Rappelée", SupportRefusal.Same)]
    [InlineData("12", "Rappelée", SupportRefusal.Invalid)]
    [InlineData(Phone, "", SupportRefusal.NoReason)]
    public async Task Proposal_that_makes_no_sense_is_refused(string phone, string reason, SupportRefusal refusal) =>
        Assert.Equal(refusal, (await Nora.ProposePhone(_claire, _host.Fresh(), phone, reason)).Refusal);

    [Fact]
    public async Task Lock_is_lifted_with_a_reason_and_the_password_counts_again()
    {
        var door = new Door(_host);
        Assert.Equal(SupportRefusal.NotLocked, (await Nora.Unlock(_claire, _host.Fresh(), "Rappelée")).Refusal);
        for (var i = 0; i < 5; i++)
            await door.Password("faux");
        Assert.NotNull((await Nora.Access(_claire))!.LockedUntil);
        Assert.Equal(SignInStage.Refused, (await door.Password(GrainHost.Password)).Step.Stage);

        Assert.Equal(SupportRefusal.NoReason, (await Nora.Unlock(_claire, _host.Fresh(), "")).Refusal);
        Assert.True((await Nora.Unlock(_claire, _host.Fresh(), "Rappelée au numéro de l’entreprise")).Ok);

        Assert.Null((await Nora.Access(_claire))!.LockedUntil);
        Assert.Equal(SignInStage.CodeAsked, (await door.Password(GrainHost.Password)).Step.Stage);
        Assert.Equal(1, await _host.MailCount("unlocked"));
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{Key}' AND action = 'unlocked' AND account = '{_claire.Account}' AND detail LIKE 'Rappelée%'"));
    }

    [Fact]
    public async Task Links_of_advisers_share_the_owner_s_limit()
    {
        var refusals = new List<SupportRefusal?>();
        for (var i = 0; i < 10; i++)
            refusals.Add((await Nora.SendLink(_claire, _host.Fresh(), Link())).Refusal);

        Assert.Null(refusals[0]);
        Assert.Equal(SupportRefusal.TooSoon, refusals[^1]);
        Assert.Equal(refusals.Count(r => r is null), await _host.MailCount("reset-by-staff"));
    }

    [Fact]
    public async Task Address_is_corrected_before_the_activation_alone_and_the_link_goes_there()
    {
        var registrant = new Registrant(_host);
        Assert.True((await registrant.Register("acc-jean", "jaen@maison.example")).Ok);
        var jean = _host.Grains.GetGrain<IAccountSupportGrain>("acc-jean");

        Assert.Equal(SupportRefusal.Taken, (await jean.CorrectEmail(_claire, _host.Fresh(), "nora@maison.example", "Faute de frappe", Link())).Refusal);
        Assert.Equal(SupportRefusal.Invalid, (await jean.CorrectEmail(_claire, _host.Fresh(), "jean", "Faute de frappe", Link())).Refusal);
        Assert.True((await jean.CorrectEmail(_claire, _host.Fresh(), "jean@maison.example", "Faute de frappe", Link())).Ok);

        Assert.Equal("jean@maison.example", (await jean.Access(_claire))!.Email);
        Assert.Equal(1, await _host.MailCount("activate-again"));
        Assert.Null(await _host.Store.FindClaim("email", "jaen@maison.example", _host.Clock.GetUtcNow()));
        Assert.Equal("account/acc-jean", await _host.Store.FindClaim("email", "jean@maison.example", _host.Clock.GetUtcNow()));
        Assert.Equal(SupportRefusal.Over, (await Nora.CorrectEmail(_claire, _host.Fresh(), "autre@maison.example", "Faute de frappe", Link())).Refusal);
    }

    private Task<IReadOnlyList<ProposalSummary>> Proposals(Caller? by = null) =>
        _host.Get<ClientQueries>().PhoneProposals(_host.Get<Rights>().ScopeOf(by ?? _paul));

    private LinkSecret Link() => _host.Get<DerivedSecrets>().Link(_host.Fresh());

    private async Task<Caller> Staff(StaffRole role)
    {
        var key = $"s-{role}";
        var made = await _host.Grains.GetGrain<IAccountRegistrationGrain>(key).Register(_host.Fresh(), new NewAccount(CallerKind.Staff, Caller.StaffPortal, role,
            $"{role}@orvane.example", "Lucien", "Faubert", "", await PasswordHasher.Make(GrainHost.Password, 1000), null, null));
        Assert.True(made.Ok);
        return await _host.WithSession(new Caller(key, CallerKind.Staff, Caller.StaffPortal, "Lucien Faubert", "") { Role = role });
    }
}
