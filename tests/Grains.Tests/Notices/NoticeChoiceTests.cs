using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Notices;
using Grains.Interfaces.Spaces;
using Grains.Notices;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Notices;

/// <summary>How people hear of each kind of news: as their role gives it, until they choose.</summary>
public sealed class NoticeChoiceTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Caller _nora = null!;

    public async Task InitializeAsync() => (_nora, _, _) = await _host.Customer("nora");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(NoticeKind.Answer, NoticeTiming.AtOnce, NoticeTiming.AtOnce, NoticeTiming.AtOnce)]
    [InlineData(NoticeKind.Asked, NoticeTiming.AtOnce, NoticeTiming.AtOnce, NoticeTiming.AtOnce)]
    [InlineData(NoticeKind.Progress, NoticeTiming.Daily, NoticeTiming.Daily, NoticeTiming.Daily)]
    [InlineData(NoticeKind.OfOthers, NoticeTiming.Never, NoticeTiming.Never, NoticeTiming.Never)]
    [InlineData(NoticeKind.Affiliation, NoticeTiming.AtOnce, NoticeTiming.Daily, NoticeTiming.Never)]
    [InlineData(NoticeKind.Reminder, NoticeTiming.Daily, NoticeTiming.Daily, NoticeTiming.Never)]
    [InlineData(NoticeKind.MandateEnd, NoticeTiming.AtOnce, null, null)]
    [InlineData(NoticeKind.Applicant, NoticeTiming.AtOnce, null, null)]
    public void Each_role_has_its_own_defaults_and_is_not_offered_what_it_never_hears(
        NoticeKind kind, NoticeTiming administrator, NoticeTiming? colleague, NoticeTiming? accountant)
    {
        Assert.Equal(administrator, Offered(SpaceRole.Administrateur));
        Assert.Equal(colleague, Offered(SpaceRole.Collaborateur));
        Assert.Equal(accountant, Offered(SpaceRole.ExpertComptable));

        NoticeTiming? Offered(SpaceRole role) => NoticeDefaults.Offered(role).Contains(kind) ? NoticeDefaults.Of(kind, role) : null;
    }

    [Fact]
    public async Task Choice_stands_for_its_kind_alone_and_the_role_gives_the_rest()
    {
        Assert.Equal(NoticeTiming.AtOnce, await Of(NoticeKind.Affiliation));

        Assert.True((await Choose(_nora, (NoticeKind.Affiliation, NoticeTiming.Never), (NoticeKind.Answer, NoticeTiming.Daily))).Ok);
        await _host.Restart();
        Assert.True((await Choose(_nora, (NoticeKind.Affiliation, NoticeTiming.Daily))).Ok);

        Assert.Equal((NoticeTiming.Daily, NoticeTiming.Daily, NoticeTiming.AtOnce),
            (await Of(NoticeKind.Affiliation), await Of(NoticeKind.Answer), await Of(NoticeKind.Asked)));
        var all = await _host.Get<NoticeChoices>().Of(["c-nora", "personne"]);
        Assert.Equal((SpaceRole.Administrateur, null), (all["c-nora"].Role, all["personne"].Role));
        Assert.Equal(NoticeTiming.Daily, all["personne"].Of(NoticeKind.Progress));
    }

    [Fact]
    public async Task Accountant_of_another_space_hears_what_accountants_do_and_is_offered_what_their_own_space_gives()
    {
        var (_, _, others) = await _host.Customer("ousmane");
        await _host.Write(others, new Upsert(SpaceMemberRow.Of(others, new SpaceMember
        {
            Member = "c-nora", Account = "c-nora", Role = SpaceRole.ExpertComptable, Whole = true, Rights = UniverseRights.ReadAndAct,
        })));

        Assert.Equal(NoticeTiming.Never, await Of(NoticeKind.Affiliation));
        Assert.Equal(NoticeTiming.AtOnce, await Of(NoticeKind.Applicant));
    }

    [Fact]
    public async Task What_is_asked_for_is_never_left_out_and_with_one_refusal_nothing_is_kept()
    {
        Assert.Equal(NoticeRefusal.NotOffered, (await Choose(_nora, (NoticeKind.Answer, NoticeTiming.Never), (NoticeKind.Asked, NoticeTiming.Never))).Refusal);
        Assert.Equal(NoticeRefusal.NotOffered, (await Choose(_nora, ((NoticeKind)99, NoticeTiming.Daily))).Refusal);
        Assert.Equal(NoticeRefusal.NotOffered, (await Choose(_nora, (NoticeKind.Answer, default))).Refusal);

        Assert.Equal(NoticeTiming.AtOnce, await Of(NoticeKind.Answer));
    }

    [Fact]
    public async Task Nobody_chooses_for_another()
    {
        var (ousmane, _, _) = await _host.Customer("ousmane");
        var claire = await _host.Adviser("claire");

        Assert.Equal(NoticeRefusal.NotFound, (await Choose(ousmane, (NoticeKind.Answer, NoticeTiming.Never))).Refusal);
        Assert.Equal(NoticeRefusal.NotFound, (await Choose(claire, (NoticeKind.Answer, NoticeTiming.Never))).Refusal);
        Assert.Equal(NoticeRefusal.NotFound, (await Choose(_nora with { Session = "autre" }, (NoticeKind.Answer, NoticeTiming.Never))).Refusal);

        Assert.Equal(NoticeTiming.AtOnce, await Of(NoticeKind.Answer));
    }

    private Task<NoticeTiming> Of(NoticeKind kind) => _host.Get<NoticeChoices>().Of("c-nora", kind);

    private Task<Result<NoticeRefusal>> Choose(Caller by, params (NoticeKind Kind, NoticeTiming Timing)[] chosen) =>
        _host.Grains.GetGrain<INoticeChoicesGrain>("c-nora").Choose(by, _host.Fresh(), [.. chosen.Select(c => new NoticeChosen(c.Kind, c.Timing))]);
}
