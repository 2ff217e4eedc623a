using Grains.Access;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Accounts.Staff;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Requests;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Accounts;

/// <summary>Lucien supervises, Odile administrates machines, Claire answers requests; Noé is invited.</summary>
public sealed class StaffAccountTests : IAsyncLifetime
{
    private static readonly StaffInvitation Noe = new("noe.valbrune@maison.example", "Noé", "Valbrune", StaffRole.Conseiller);
    private readonly GrainHost _host = new();
    private Caller _claire = null!;
    private Caller _lucien = null!;
    private Caller _odile = null!;

    private StaffInvitationService Invitations => _host.Get<StaffInvitationService>();

    private Scope Scope => _host.Get<Rights>().ScopeOf(_lucien);

    public async Task InitializeAsync()
    {
        _claire = await _host.Adviser("claire");
        _lucien = await _host.Adviser("lucien", StaffRole.Superviseur);
        _odile = await _host.Adviser("odile", StaffRole.AdministrateurTechnique);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Invited_colleague_gets_one_mail_with_a_link_that_a_newer_one_voids()
    {
        var operation = _host.Fresh();
        var key = (await Invitations.Invite(_lucien, operation, Noe)).Value!;
        Assert.Equal(key, (await Invitations.Invite(_lucien, operation, Noe)).Value);
        Assert.Equal(1, await _host.MailCount("staff-invitation"));
        Assert.NotNull(await Preview(key, operation));
        Assert.Equal((true, false), await Find(key) is { } one ? (one.Invited == true, one.Active) : default);
        Assert.Equal(StaffRefusal.Taken, (await Invitations.Invite(_odile, _host.Fresh(), Noe)).Refusal);
        Assert.Equal(StaffRefusal.NotAllowed, (await Invitations.Invite(_claire, _host.Fresh(), Noe with { Email = "x@maison.example" })).Refusal);
        Assert.Equal(StaffRefusal.Invalid, (await Invitations.Invite(_lucien, _host.Fresh(), Noe with { Email = "x" })).Refusal);

        var again = _host.Fresh();
        Assert.True((await Staff(key).SendAgain(_odile, again, Invitations.Link(again))).Ok);

        Assert.Null(await Preview(key, operation));
        Assert.NotNull(await Preview(key, again));
        Assert.Equal(StaffRefusal.NotAllowed, (await Staff(key).Revoke(_claire, _host.Fresh())).Refusal);
        Assert.True((await Staff(key).Revoke(_lucien, _host.Fresh())).Ok);
        Assert.Null(await Preview(key, again));
        Assert.Null(await Find(key));
        Assert.True((await Invitations.Invite(_lucien, _host.Fresh(), Noe)).Ok);
    }

    [Fact]
    public async Task Who_lost_their_telephone_is_out_at_once_and_comes_in_by_a_new_link_alone()
    {
        Assert.Equal(StaffRefusal.Own, (await Reset(_lucien, _lucien.Account)).Refusal);
        Assert.Equal(StaffRefusal.NotAllowed, (await Reset(_claire, _lucien.Account)).Refusal);
        Assert.Equal(StaffRefusal.NoReason, (await Staff(_claire.Account).ResetAccess(_lucien, _host.Fresh(), "", Invitations.Link(_host.Fresh()))).Refusal);

        Assert.True((await Reset(_odile, _claire.Account)).Ok);

        Assert.False(await _host.Get<Rights>().MayCall(_claire));
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM session WHERE account = '{_claire.Account}' AND ended_at IS NULL"));
        Assert.Equal((false, false), await Find(_claire.Account) is { } one ? (one.Active, one.Invited == true) : default);
        Assert.Equal(1, await _host.MailCount("staff-access-reset"));
        Assert.Equal(StaffRefusal.Over, (await Reset(_odile, _claire.Account)).Refusal);
        Assert.Equal(StaffRefusal.Over, (await Staff(_claire.Account).Revoke(_odile, _host.Fresh())).Refusal);
    }

    [Fact]
    public async Task Role_is_another_s_to_change_and_only_from_the_one_that_was_seen()
    {
        Assert.Equal(StaffRefusal.Own, (await Staff(_lucien.Account).SetRole(_lucien, _host.Fresh(), StaffRole.Superviseur, StaffRole.AdministrateurTechnique)).Refusal);
        Assert.Equal(StaffRefusal.NotAllowed, (await Staff(_claire.Account).SetRole(_claire, _host.Fresh(), StaffRole.Gestionnaire, StaffRole.Superviseur)).Refusal);
        Assert.True((await Staff(_claire.Account).SetRole(_lucien, _host.Fresh(), StaffRole.Gestionnaire, StaffRole.Superviseur)).Ok);
        Assert.Equal(StaffRefusal.Changed, (await Staff(_claire.Account).SetRole(_odile, _host.Fresh(), StaffRole.Gestionnaire, StaffRole.Conseiller)).Refusal);

        // Whoever still calls by the former role is refused by the commit.
        Assert.False(await _host.Get<Rights>().MayCall(_claire));
        Assert.True(await _host.Get<Rights>().MayCall(_claire with { Role = StaffRole.Superviseur }));
    }

    [Fact]
    public async Task Of_two_who_shut_each_other_out_at_once_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            var (a, b) = (await _host.Adviser($"a{round}", StaffRole.Superviseur), await _host.Adviser($"b{round}", StaffRole.Superviseur));

            var done = await Task.WhenAll(Staff(b.Account).Leave(a, _host.Fresh(), "Départ", ""), Staff(a.Account).Leave(b, _host.Fresh(), "Départ", ""));

            Assert.Single(done, d => d.Ok);
            Assert.Single(await Task.WhenAll(Find(a.Account), Find(b.Account)), s => s!.Active);
        }
    }

    [Fact]
    public async Task Open_requests_of_who_leaves_go_to_the_colleague_or_to_the_queue_once()
    {
        var (nora, company, _) = await _host.Customer("nora", $"{GrainHost.Portal}/812345676");
        var pauline = await _host.Adviser("pauline", StaffRole.Conseiller);
        foreach (var id in new[] { "100", "101", "102" })
        {
            await _host.SentRequest(nora, company, id);
            Assert.True((await _host.Request(id).TakeCharge(id == "102" ? pauline : _claire, _host.Fresh())).Ok);
        }
        Assert.True((await _host.Request("101").Close(_claire, _host.Fresh(), "Répondu")).Ok);
        Assert.Equal(StaffRefusal.NoSuchColleague, (await Staff(_claire.Account).Leave(_lucien, _host.Fresh(), "Retraite", "nobody")).Refusal);
        Assert.Equal(StaffRefusal.Own, (await Staff(_lucien.Account).Leave(_lucien, _host.Fresh(), "Retraite", "")).Refusal);

        Assert.True((await Staff(_claire.Account).Leave(_lucien, _host.Fresh(), "Retraite", pauline.Account)).Ok);
        Assert.False(await _host.Get<Rights>().MayCall(_claire));
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal((pauline.Account, _claire.Account), (await Handler("100"), await Handler("101")));
        Assert.Equal((1, 1), (await _host.Get<BatchQueries>().List(Scope))[0] is var batch ? (batch.Total, batch.Done) : default);
        Assert.Equal(StaffRefusal.Over, (await Staff(_claire.Account).Leave(_lucien, _host.Fresh(), "Retraite", "")).Refusal);
        Assert.True((await Staff(pauline.Account).Leave(_odile, _host.Fresh(), "Mutation", "")).Ok);
        await _host.RunGrainWork(JobLane.Bulk);
        Assert.Equal((null, null), (await Handler("100"), await Handler("102")));
        Assert.Equal(3, await _host.Count("SELECT count(*) FROM request_note WHERE kind = 6"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM entry WHERE request LIKE '%/100' AND kind = 2"));
    }

    [Fact]
    public async Task Who_is_back_comes_in_by_a_new_link_alone_with_the_same_role()
    {
        Assert.Equal(StaffRefusal.Over, (await Reopen(_lucien, _claire.Account)).Refusal);
        Assert.True((await Staff(_claire.Account).Leave(_lucien, _host.Fresh(), "Départ", "")).Ok);
        Assert.Equal(StaffRefusal.Over, (await Reset(_odile, _claire.Account)).Refusal);
        Assert.Equal(StaffRefusal.NoReason, (await Staff(_claire.Account).Reopen(_odile, _host.Fresh(), "", Invitations.Link(_host.Fresh()))).Refusal);
        Assert.Equal(StaffRefusal.NotAllowed, (await Reopen(await _host.Adviser("pauline"), _claire.Account)).Refusal);

        Assert.True((await Reopen(_odile, _claire.Account)).Ok);

        Assert.Equal(1, await _host.MailCount("staff-reopened"));
        var back = (await Find(_claire.Account))!;
        Assert.Equal((false, true, _claire.Role), (back.Active, back.Awaited, back.Role));
        Assert.False(await _host.Get<Rights>().MayCall(_claire));
        Assert.Equal(StaffRefusal.Over, (await Reopen(_odile, _claire.Account)).Refusal);
    }

    private IStaffAccountGrain Staff(string account) => _host.Grains.GetGrain<IStaffAccountGrain>(account);

    private async Task<Result<StaffRefusal>> Reset(Caller by, string account)
    {
        var operation = _host.Fresh();
        return await Staff(account).ResetAccess(by, operation, "Téléphone perdu", Invitations.Link(operation));
    }

    private async Task<Result<StaffRefusal>> Reopen(Caller by, string account)
    {
        var operation = _host.Fresh();
        return await Staff(account).Reopen(by, operation, "De retour", Invitations.Link(operation));
    }

    private Task<LinkView?> Preview(string key, OperationId operation) =>
        _host.Grains.GetGrain<IAccountRegistrationGrain>(key).PreviewLink(LinkPurpose.SetUp, Invitations.Link(operation).Hash);

    private Task<StaffMember?> Find(string account) => _host.Get<StaffAccountQueries>().Find(Scope, account);

    private async Task<string?> Handler(string id) => (await _host.Get<RequestQueries>().Find(Scope, $"2026-{id}"))!.Handler;
}
