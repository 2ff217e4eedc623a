using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.Jobs;
using Silo.Storage;

namespace Grains.Tests.Spaces;

/// <summary>A mandate's renewal is asked for 30 days before its end, and given in one act.</summary>
public sealed class MandateTests : IAsyncLifetime
{
    private static readonly DateTimeOffset End = GrainHost.Morning.AddDays(90);
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _roxane = null!;
    private string _key = null!;

    private ISpaceGrain Space => _host.Grains.GetGrain<ISpaceGrain>(_key);

    public async Task InitializeAsync()
    {
        (_nora, _, _key) = await _host.Customer("nora");
        (_roxane, _, _) = await _host.Customer("roxane");
        Assert.True((await Space.Admit(_host.Fresh(), new Member(_roxane.Account, SpaceRole.ExpertComptable, true, []))).Ok);
        Assert.True((await Change(End)).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Renewal_is_asked_thirty_days_before_the_end_and_not_a_second_sooner()
    {
        _host.Clock.Advance(TimeSpan.FromDays(60) - TimeSpan.FromSeconds(1));
        await _host.RunGrainWork();
        Assert.Equal(0, await _host.MailCount("mandate-ending"));
        Assert.Empty(await Ending(_nora));

        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await _host.RunGrainWork();

        Assert.Equal(_nora.Account, Assert.Single(await _host.Mails(), m => m.Template == "mandate-ending").Account);
        Assert.Equal(_roxane.Account, Assert.Single(await Ending(_nora)).Member);
        Assert.Empty(await Ending(_roxane));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(70, 0)]
    public async Task Mandate_from_before_renewals_were_asked_for_gets_its_mail_once(int daysOn, int moreDays)
    {
        await _host.Get<IHostStore>().Execute("DELETE FROM job WHERE kind = 'mandate-ending'", CommitLane.Bulk, default);
        _host.Clock.Advance(TimeSpan.FromDays(daysOn));
        await _host.Get<Maintenance>().Tidy(default);
        await _host.Get<Maintenance>().Tidy(default);
        Assert.Equal(1 - moreDays, await _host.MailCount("mandate-ending"));

        _host.Clock.Advance(TimeSpan.FromDays(61 * moreDays));
        await _host.RunGrainWork();
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Equal(1, await _host.MailCount("mandate-ending"));
    }

    [Fact]
    public async Task Renewed_mandate_has_its_new_end_and_asks_again_before_that_alone()
    {
        Assert.True((await Space.RenewMandate(_nora, _host.Fresh(), _roxane.Account, End.AddYears(1))).Ok);
        Assert.Equal(1, await _host.MailCount("mandate-renewed"));

        _host.Clock.Advance(TimeSpan.FromDays(61));
        await _host.RunGrainWork();
        Assert.Equal(0, await _host.MailCount("mandate-ending"));
        _host.Clock.Advance(TimeSpan.FromDays(366));
        await _host.RunGrainWork();
        Assert.Equal(1, await _host.MailCount("mandate-ending"));
    }

    [Fact]
    public async Task Renewal_is_an_administrator_s_and_goes_forward_only()
    {
        Assert.Equal(SpaceRefusal.NotAdministrator, (await Space.RenewMandate(_roxane, _host.Fresh(), _roxane.Account, End.AddYears(1))).Refusal);
        Assert.Equal(SpaceRefusal.Invalid, (await Space.RenewMandate(_nora, _host.Fresh(), _roxane.Account, End)).Refusal);
        Assert.Equal(SpaceRefusal.Invalid, (await Space.RenewMandate(_nora, _host.Fresh(), _roxane.Account, End.AddYears(20))).Refusal);
        Assert.Equal(SpaceRefusal.Invalid, (await Space.RenewMandate(_nora, _host.Fresh(), _nora.Account, End.AddYears(1))).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await Space.RenewMandate(_nora, _host.Fresh(), "nobody", End.AddYears(1))).Refusal);
    }

    private Task<Result<SpaceRefusal>> Change(DateTimeOffset? end) => Space.Change(_nora, _host.Fresh(), _roxane.Account, new MemberChange(
        new PersonFacts("Madame", "Roxane", "Aubrelin", "", "", "", ""),
        new MemberRights(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, end)));

    private Task<IReadOnlyList<EndingMandate>> Ending(Caller by) => _host.Get<MemberQueries>().Ending(_host.Get<Rights>().ScopeOf(by), _key);
}
