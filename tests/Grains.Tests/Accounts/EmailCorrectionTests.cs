using Grains.Access;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Clients;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Tests.Fixtures;
using Orleans;

namespace Grains.Tests.Accounts;

/// <summary>The address of an activated account, corrected by two advisers: what the former mailbox opened closes.</summary>
public sealed class EmailCorrectionTests : IAsyncLifetime
{
    private const string Key = "acc-nora";
    private const string Former = "nora@maison.example";
    private const string Corrected = "nora.vasselin@maison.example";
    private readonly GrainHost _host = new();
    private Registrant _nora = null!;
    private Door _door = null!;
    private Caller _claire = null!;
    private Caller _paul = null!;

    private IAccountSupportGrain Nora => _host.Grains.GetGrain<IAccountSupportGrain>(Key);

    public async Task InitializeAsync()
    {
        (_nora, _door) = (new Registrant(_host), new Door(_host));
        await _nora.Join(Key, Former);
        (_claire, _paul) = (await _host.Adviser("claire"), await _host.Adviser("paul"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Address_changes_once_a_second_adviser_approves_and_both_addresses_are_told()
    {
        Assert.True((await Propose()).Ok);
        Assert.Equal(Key, Assert.Single(await Waiting()).Account);
        Assert.Equal((Corrected, "Rappelée"), ((await Nora.Access(_paul))!.EmailProposal!.Email, (await Nora.Access(_paul))!.EmailProposal!.Reason));

        Assert.Equal(SupportRefusal.OwnProposal, (await Decide(_claire)).Refusal);
        Assert.Equal(SupportRefusal.Over, (await Nora.DecideEmail(_paul, _host.Fresh(), "autre@maison.example", true)).Refusal);
        Assert.Equal(Former, (await Nora.Access(_paul))!.Email);
        Assert.True((await Decide(_paul)).Ok);

        Assert.Equal((Corrected, null), ((await Nora.Access(_paul))!.Email, (await Nora.Access(_paul))!.EmailProposal));
        Assert.Empty(await Waiting());
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM account_list WHERE account = '{Key}' AND address = '{Corrected}' AND email = '{Corrected}'"));
        Assert.Equal(Former, Assert.Single(await _host.Mails(), m => m.Template == "email-changed-former").To);
        Assert.Equal(Key, Assert.Single(await _host.Mails(), m => m.Template == "email-changed").Account);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{Key}' AND action = 'email-proposed' AND account = '{_claire.Account}' AND detail = 'Rappelée'"));
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{Key}' AND action = 'email-changed' AND account = '{_paul.Account}' AND detail = '{_claire.Account}'"));
        Assert.Equal(_host.Clock.GetUtcNow(), (await _host.Grains.GetGrain<IAccountGrain>(Key).View())!.EmailSince);
        Assert.Equal(SupportRefusal.Over, (await Decide(_paul)).Refusal);
    }

    [Fact]
    public async Task What_the_former_mailbox_opened_closes_and_the_corrected_one_signs_in()
    {
        var device = await _door.KnownDevice();
        await _nora.Forgot();
        var (account, token) = await _host.MailedLink("reset");
        var (underWay, code) = (await _door.Password(GrainHost.Password), await _host.NewestCode());
        Assert.True((await Propose()).Ok);

        Assert.True((await Decide(_paul)).Ok);

        Assert.Equal((0, 0), ((await Nora.Access(_paul))!.Sessions, (await Nora.Access(_paul))!.Devices));
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM session WHERE account = '{Key}' AND ended_at IS NULL"));
        Assert.Equal(AccountRefusal.DeadLink, (await _nora.Reset(account, token, "un tout autre mot de passe")).Refusal);
        Assert.NotEqual(SignInStage.SignedIn, (await _door.Code(underWay, code)).Step.Stage);
        Assert.Null(await _host.Store.FindClaim("email", Former, _host.Clock.GetUtcNow()));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await _door.Password(GrainHost.Password, Corrected, device);
        Assert.Equal(SignInStage.CodeAsked, again.Step.Stage);
        Assert.Equal(SignInStage.SignedIn, (await _door.Code(again, await _host.NewestCode())).Step.Stage);
        Assert.Equal(1, await _host.Count($"SELECT signed_in FROM account_list WHERE account = '{Key}'"));
    }

    [Theory]
    [InlineData(" NORA@maison.example", "Rappelée", SupportRefusal.Same)]
    [InlineData("nora", "Rappelée", SupportRefusal.Invalid)]
    [InlineData("", "Rappelée", SupportRefusal.Invalid)]
    [InlineData("Jean@maison.example", "Rappelée", SupportRefusal.Taken)]
    [InlineData(Corrected, "", SupportRefusal.NoReason)]
    public async Task Address_that_makes_no_sense_is_not_proposed(string email, string reason, SupportRefusal refusal)
    {
        await _host.Register("c-jean", CallerKind.Customer, GrainHost.Portal, "jean");

        Assert.Equal(refusal, (await Nora.ProposeEmail(_claire, _host.Fresh(), email, reason)).Refusal);
        Assert.Empty(await Waiting());
    }

    [Fact]
    public async Task Whose_business_it_is_not_proposes_and_decides_nothing()
    {
        var referee = await _host.Adviser("lucien", StaffRole.ReferentMedical);
        var (hugues, _, _) = await _host.Customer("hugues");
        Assert.True((await Propose()).Ok);

        foreach (var (by, refusal) in new[] { (referee, SupportRefusal.NotAllowed), (hugues, SupportRefusal.NotFound) })
        {
            Assert.Equal(refusal, (await Nora.ProposeEmail(by, _host.Fresh(), "autre@maison.example", "Rappelée")).Refusal);
            Assert.Equal(refusal, (await Decide(by)).Refusal);
        }
        Assert.Equal(SupportRefusal.NotFound, (await _host.Grains.GetGrain<IAccountSupportGrain>(_paul.Account).ProposeEmail(_claire, _host.Fresh(), Corrected, "Rappelée")).Refusal);
        Assert.Empty(await _host.Get<ClientQueries>().EmailProposals(_host.Get<Rights>().ScopeOf(hugues)));
    }

    [Fact]
    public async Task Before_the_activation_it_is_corrected_without_a_second_adviser_instead()
    {
        Assert.True((await _nora.Register("acc-jean", "jaen@maison.example", siren: "437201957")).Ok);

        Assert.Equal(SupportRefusal.Over, (await _host.Grains.GetGrain<IAccountSupportGrain>("acc-jean").ProposeEmail(_claire, _host.Fresh(), "jean@maison.example", "Faute")).Refusal);
    }

    [Fact]
    public async Task Proposal_is_over_after_seven_days_taken_back_by_who_made_it_and_voided_by_the_next()
    {
        Assert.True((await Propose()).Ok);
        Assert.True((await Decide(_claire, approved: false)).Ok);
        Assert.Empty(await Waiting());
        Assert.True((await Propose()).Ok);
        Assert.True((await Nora.ProposeEmail(_claire, _host.Fresh(), "n.vasselin@maison.example", "Rappelée")).Ok);
        Assert.Equal(SupportRefusal.Over, (await Decide(_paul)).Refusal);

        _host.Clock.Advance(PhoneProposalRow.Life);

        var lucien = await _host.Adviser("lucien");
        Assert.Empty(await _host.Get<ClientQueries>().EmailProposals(_host.Get<Rights>().ScopeOf(lucien)));
        Assert.Equal(SupportRefusal.Over, (await Nora.DecideEmail(lucien, _host.Fresh(), "n.vasselin@maison.example", true)).Refusal);
        Assert.Equal(0, await _host.MailCount("email-changed"));
    }

    [Fact]
    public async Task Address_proposed_for_two_accounts_is_one_s_alone()
    {
        await _host.Register("c-jean", CallerKind.Customer, GrainHost.Portal, "jean");
        var jean = _host.Grains.GetGrain<IAccountSupportGrain>("c-jean");
        Assert.True((await Propose()).Ok);
        Assert.True((await jean.ProposeEmail(_claire, _host.Fresh(), Corrected, "Rappelé")).Ok);

        var both = await Task.WhenAll(Decide(_paul), jean.DecideEmail(_paul, _host.Fresh(), Corrected, true));

        Assert.Equal(SupportRefusal.Taken, Assert.Single(both, b => !b.Ok).Refusal);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM account_list WHERE address = '{Corrected}'"));
        Assert.Equal(1, await _host.MailCount("email-changed"));
    }

    [Fact]
    public async Task Repeat_of_an_approval_changes_and_tells_nothing_more()
    {
        Assert.True((await Propose()).Ok);
        var operation = _host.Fresh();

        for (var i = 0; i < 2; i++)
            Assert.True((await Nora.DecideEmail(_paul, operation, Corrected, true)).Ok);

        Assert.Equal((1, 1), (await _host.MailCount("email-changed"), await _host.MailCount("email-changed-former")));
    }

    private Task<Result<SupportRefusal>> Propose() => Nora.ProposeEmail(_claire, _host.Fresh(), Corrected, "Rappelée");

    private Task<Result<SupportRefusal>> Decide(Caller by, bool approved = true) => Nora.DecideEmail(by, _host.Fresh(), Corrected, approved);

    private Task<IReadOnlyList<ProposalSummary>> Waiting() => _host.Get<ClientQueries>().EmailProposals(_host.Get<Rights>().ScopeOf(_paul));
}
