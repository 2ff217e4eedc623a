using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>What a member leaves behind goes to who may have it, or stays where it is.</summary>
public sealed class HandoverTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _ines = null!;
    private string _company = null!;
    private string _key = null!;

    private ISpaceGrain Space => _host.Grains.GetGrain<ISpaceGrain>(_key);

    public async Task InitializeAsync()
    {
        (_nora, _company, _key) = await _host.Customer("nora");
        (_hugues, _ines) = (await Member("hugues"), await Member("ines"));
        Assert.True((await _host.Request("1").Begin(_hugues, _host.Fresh(), "contact", _company)).Ok);
        await _host.SentRequest(_hugues, _company, "2");
        await _host.SentRequest(_nora, _company, "3");
        Assert.True((await _host.Request("3").Follow(_hugues, _host.Fresh(), true)).Ok);
        await _host.SentRequest(_nora, _company, "4");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Drafts_and_followed_requests_go_to_the_heir_and_no_others()
    {
        var offer = (await Offer(_nora))!;
        Assert.Equal((1, 2), (offer.Drafts, offer.Followed));
        Assert.Contains(offer.Heirs, h => h.Member == _ines.Account);

        Assert.True((await Space.HandOver(_nora, _host.Fresh(), _hugues.Account, _ines.Account)).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_list WHERE status = 0 AND author = '{_ines.Account}' AND author_name <> ''"));
        Assert.Equal(2, await _host.Count($"SELECT count(*) FROM request_follower WHERE account = '{_ines.Account}' AND follows = 1"));
        Assert.True((await _host.Request("1").SaveDraft(_ines, _host.Fresh(), new DraftPage(5, GrainHost.Answers(_company)))).Ok);
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("1").DiscardDraft(_hugues, _host.Fresh())).Refusal);
        Assert.Equal(1, await _host.MailCount("handed-over"));
        Assert.Equal(1, await _host.MailCount("member-removed"));
    }

    [Fact]
    public async Task Suspended_member_s_drafts_and_followed_requests_go_to_the_heir_and_stay_there_when_they_are_restored()
    {
        Assert.Equal(SpaceRefusal.Invalid, (await Space.SuspendHandingOver(_nora, _host.Fresh(), _hugues.Account, "nobody")).Refusal);
        Assert.Equal(SpaceRefusal.NotAdministrator, (await Space.SuspendHandingOver(_ines, _host.Fresh(), _hugues.Account, _ines.Account)).Refusal);

        Assert.True((await Space.SuspendHandingOver(_nora, _host.Fresh(), _hugues.Account, _ines.Account)).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM space_member WHERE member = '{_hugues.Account}' AND status = {(int)MemberStatus.Suspended}"));
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_list WHERE status = 0 AND author = '{_ines.Account}'"));
        Assert.Equal(2, await _host.Count($"SELECT count(*) FROM request_follower WHERE account = '{_ines.Account}' AND follows = 1"));
        Assert.Equal((1, 1), (await _host.MailCount("handed-over"), await _host.MailCount("member-suspended")));
        Assert.True((await Space.Suspend(_nora, _host.Fresh(), _hugues.Account, false)).Ok);
        Assert.Equal(RequestRefusal.NotFound, (await _host.Request("1").DiscardDraft(_hugues, _host.Fresh())).Refusal);
    }

    [Fact]
    public async Task Suspended_alone_a_member_has_everything_again_when_they_are_restored()
    {
        Assert.True((await Space.Suspend(_nora, _host.Fresh(), _hugues.Account, true)).Ok);
        await _host.RunGrainWork(JobLane.Bulk);
        Assert.True((await Space.Suspend(_nora, _host.Fresh(), _hugues.Account, false)).Ok);

        Assert.True((await _host.Request("1").DiscardDraft(_hugues, _host.Fresh())).Ok);
    }

    [Fact]
    public async Task Removed_alone_a_member_leaves_everything_where_it_is()
    {
        Assert.True((await Space.Remove(_nora, _host.Fresh(), _hugues.Account)).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_list WHERE status = 0 AND author = '{_hugues.Account}'"));
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM request_follower WHERE account = '{_ines.Account}'"));
    }

    [Fact]
    public async Task Who_still_sees_the_company_keeps_what_is_theirs()
    {
        var (_, _, other) = await _host.Customer("sacha");
        await _host.Grains.GetGrain<ISpaceGrain>(other).AddCompany(_host.Fresh(), _company, isHome: false);
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(other).Admit(_host.Fresh(), new Member(_hugues.Account, SpaceRole.Collaborateur, true, []))).Ok);

        Assert.True((await Space.HandOver(_nora, _host.Fresh(), _hugues.Account, _ines.Account)).Ok);
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM request_list WHERE status = 0 AND author = '{_hugues.Account}'"));
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM request_follower WHERE account = '{_ines.Account}'"));
    }

    [Fact]
    public async Task Heir_is_an_active_member_and_giving_is_an_administrator_s()
    {
        Assert.Equal(SpaceRefusal.NotAdministrator, (await Space.HandOver(_ines, _host.Fresh(), _hugues.Account, _ines.Account)).Refusal);
        Assert.Equal(SpaceRefusal.Invalid, (await Space.HandOver(_nora, _host.Fresh(), _hugues.Account, "nobody")).Refusal);
        Assert.Equal(SpaceRefusal.Invalid, (await Space.HandOver(_nora, _host.Fresh(), _hugues.Account, _hugues.Account)).Refusal);
        Assert.True((await Space.Suspend(_nora, _host.Fresh(), _ines.Account, true)).Ok);
        Assert.Equal(SpaceRefusal.Invalid, (await Space.HandOver(_nora, _host.Fresh(), _hugues.Account, _ines.Account)).Refusal);
        Assert.Null(await Offer(_hugues));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM space_member WHERE member IN ('c-hugues', 'c-ines')"));
    }

    [Fact]
    public async Task Request_is_given_by_an_administrator_of_the_space_and_to_nobody_who_may_not_have_it()
    {
        var (sacha, _, other) = await _host.Customer("sacha");
        Assert.True((await Space.Remove(_nora, _host.Fresh(), _hugues.Account)).Ok);
        var draft = _host.Request("1");

        Assert.Equal(RequestRefusal.NotFound, (await draft.HandOver(_ines, _host.Fresh(), new Handover(_key, _hugues.Account, _ines.Account, "Ines"))).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await draft.HandOver(_nora, _host.Fresh(), new Handover(_key, _hugues.Account, sacha.Account, "Sacha"))).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await draft.HandOver(sacha, _host.Fresh(), new Handover(other, _hugues.Account, sacha.Account, "Sacha"))).Refusal);
        Assert.Equal(RequestRefusal.NotFound, (await draft.HandOver(_nora, _host.Fresh(), new Handover(_key, _nora.Account, _ines.Account, "Ines"))).Refusal);
        Assert.True((await draft.HandOver(_nora, _host.Fresh(), new Handover(_key, _hugues.Account, _ines.Account, "Ines"))).Ok);
    }

    private Task<HandoverOffer?> Offer(Caller by) =>
        _host.Get<HandoverQueries>().Of(_host.Get<Rights>().ScopeOf(by), _key, _hugues.Account, _hugues.Account);

    private async Task<Caller> Member(string name)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await Space.Admit(_host.Fresh(), new Member($"c-{name}", SpaceRole.Collaborateur, true, []))).Ok);
        return await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
    }
}
