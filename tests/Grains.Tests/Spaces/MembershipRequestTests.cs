using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>Who comes second with the proof of a company: the administrators let him in, or an adviser after them. Row Z4.</summary>
public sealed class MembershipRequestTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Registrant _nora = null!;

    public Task InitializeAsync()
    {
        _nora = new Registrant(_host);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task First_proven_person_administrates_and_the_second_waits_until_one_decides()
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var nora = Person("acc-nora");

        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM company_access WHERE account = 'acc-nora' AND role = {(int)SpaceRole.Administrateur}"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-hugues'"));
        Assert.Equal(1, await _host.MailCount("applicant"));
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-acc-nora");
        Assert.True((await space.DecideMembership(nora, _host.Fresh(), "acc-hugues", SpaceRole.Collaborateur, "")).Ok);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-hugues'"));
        Assert.Equal(1, await _host.MailCount("admitted"));
        Assert.Equal(SpaceRefusal.AlreadyAnswered, (await space.DecideMembership(nora, _host.Fresh(), "acc-hugues", null, "Inconnu de l’entreprise")).Refusal);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-hugues'"));
    }

    [Fact]
    public async Task Refused_person_reads_of_it_until_he_asks_anew_and_a_member_leaves_no_door_behind()
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var (nora, hugues) = (Person("acc-nora"), Person("acc-hugues"));
        var (spaces, rights) = (_host.Get<SpaceQueries>(), _host.Get<Rights>());
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-acc-nora");
        _host.Clock.Advance(TimeSpan.FromDays(8));
        var claire = await _host.Adviser("claire");
        Assert.Single(await spaces.Waiting(rights.ScopeOf(claire)));
        var refusedAt = _host.Clock.GetUtcNow();

        Assert.True((await space.DecideMembership(nora, _host.Fresh(), "acc-hugues", null, "Inconnu de l’entreprise")).Ok);

        Assert.Equal(refusedAt, (await spaces.Asked(rights.ScopeOf(hugues)))!.RefusedAt);
        Assert.Empty(await spaces.Waiting(rights.ScopeOf(nora)));
        Assert.Empty(await spaces.Waiting(rights.ScopeOf(claire)));
        Assert.Equal(SpaceRefusal.AlreadyAnswered, (await space.DecideMembership(nora, _host.Fresh(), "acc-hugues", SpaceRole.Collaborateur, "")).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-hugues'"));

        Assert.True((await space.RequestMembership(_host.Fresh(), new MembershipRequest("acc-hugues", "Hugues", $"{GrainHost.Portal}/812345676"))).Ok);
        Assert.Null((await spaces.Asked(rights.ScopeOf(hugues)))!.RefusedAt);
        Assert.Single(await spaces.Waiting(rights.ScopeOf(nora)));
        Assert.True((await space.DecideMembership(nora, _host.Fresh(), "acc-hugues", SpaceRole.Collaborateur, "")).Ok);
        Assert.Null(await spaces.Asked(rights.ScopeOf(hugues)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("Inconnue de l’entreprise", true)]
    [InlineData(null, false)]
    public async Task Who_is_refused_is_told_why(string? reason, bool told)
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-acc-nora");

        var decided = await space.DecideMembership(Person("acc-nora"), _host.Fresh(), "acc-hugues", null, reason ?? new string('a', SpaceState.MaxReason + 1));

        Assert.Equal(told ? null : SpaceRefusal.NoReason, decided.Refusal);
        var asked = (await _host.Get<SpaceQueries>().Asked(_host.Get<Rights>().ScopeOf(Person("acc-hugues"))))!;
        Assert.Equal((told, reason is { Length: > 0 } ? reason : ""), (asked.RefusedAt is not null, asked.Reason));
        Assert.Equal(told ? 1 : 0, await _host.MailCount("not-admitted"));
    }

    [Fact]
    public async Task Who_decides_sees_how_to_reach_the_person_what_they_do_and_who_administrates()
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var (spaces, rights) = (_host.Get<SpaceQueries>(), _host.Get<Rights>());

        var one = Assert.Single(await spaces.Waiting(rights.ScopeOf(Person("acc-nora"))));

        Assert.Equal(("hugues@maison.example", "Responsable de la paie"), (one.Email, one.JobTitle));
        Assert.NotEmpty(one.Phone);
        Assert.NotEmpty(one.Administrators);
    }

    [Fact]
    public async Task Advisers_see_how_many_wait_as_soon_as_they_may_decide()
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var (queries, rights, claire) = (_host.Get<StaffQueries>(), _host.Get<Rights>(), await _host.Adviser("claire"));

        Assert.Equal(new StaffCounts(0, 0, 0, 0), await queries.Counts(rights.ScopeOf(claire)));
        _host.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(new StaffCounts(1, 0, 0, 0), await queries.Counts(rights.ScopeOf(claire)));
        Assert.Equal(new StaffCounts(0, 0, 0, 0), await queries.Counts(rights.ScopeOf(Person("acc-nora"))));
    }

    [Fact]
    public async Task Refused_person_made_a_member_in_another_way_has_no_row_left()
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-acc-nora");
        Assert.True((await space.DecideMembership(Person("acc-nora"), _host.Fresh(), "acc-hugues", null, "Inconnu de l’entreprise")).Ok);

        Assert.True((await space.Admit(_host.Fresh(), new Member("acc-hugues", SpaceRole.Collaborateur, true, []))).Ok);

        Assert.Equal(0, await _host.Count("SELECT count(*) FROM space_applicant"));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Company_that_a_space_added_as_its_own_lets_nobody_found_another(bool isHome, int sees)
    {
        var (irene, _, space) = await _host.Customer("irene");
        await _host.Grains.GetGrain<ISpaceGrain>(space).AddCompany(_host.Fresh(), $"{GrainHost.Portal}/812345676", isHome);

        await _nora.Join("acc-nora");

        Assert.Equal(sees, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-nora'"));
        Assert.Equal(1 - sees, (await _host.Get<SpaceQueries>().Waiting(_host.Get<Rights>().ScopeOf(irene))).Count);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task Adviser_decides_after_seven_days_without_an_answer(int seconds, bool may)
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var claire = await _host.Adviser("claire");
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-acc-nora");
        _host.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(may, (await space.DecideMembership(claire, _host.Fresh(), "acc-hugues", SpaceRole.Administrateur, "")).Ok);
        Assert.Equal(may ? 1 : 0, await _host.Count("SELECT count(*) FROM company_access WHERE account = 'acc-hugues'"));
    }

    [Fact]
    public async Task Z4_Stranger_and_applicant_decide_nothing()
    {
        await _nora.Join("acc-nora");
        await _nora.Join("acc-hugues", "hugues@maison.example");
        var space = _host.Grains.GetGrain<ISpaceGrain>($"{GrainHost.Portal}/s-acc-nora");
        foreach (var key in new[] { "acc-hugues", "acc-nobody" })
        {
            var by = new Caller(key, CallerKind.Customer, GrainHost.Portal, "Hugues", "");
            Assert.Equal(SpaceRefusal.NotFound, (await space.DecideMembership(by, _host.Fresh(), "acc-hugues", SpaceRole.Administrateur, "")).Refusal);
        }
    }

    [Fact]
    public async Task Member_granted_thousands_of_companies_leaves_the_space_s_state_small()
    {
        var (nora, _, key) = await _host.Customer("nora");
        var space = _host.Grains.GetGrain<ISpaceGrain>(key);
        string[] companies = [.. Enumerable.Range(0, 3000).Select(i => $"{GrainHost.Portal}/{i:000000000}")];

        Assert.True((await space.Admit(_host.Fresh(), new Member("acc-hugues", SpaceRole.ExpertComptable, false, companies))).Ok);
        Assert.Equal(3000, await Grants());
        Assert.InRange(await _host.Count($"SELECT sum(length(state)) FROM grain WHERE key = 'space/{key}'"), 10, 16 * 1024);

        Assert.True((await space.Restrict(nora, _host.Fresh(), "acc-hugues", [.. companies[..10], $"{GrainHost.Portal}/999999999"])).Ok);
        Assert.Equal(11, await Grants());
        Assert.True((await space.Remove(nora, _host.Fresh(), "acc-hugues")).Ok);
        Assert.Equal(0, await Grants());

        Task<long> Grants() => _host.Count("SELECT count(*) FROM space_grant WHERE member = 'acc-hugues'");
    }

    [Fact]
    public async Task Advisers_see_who_waits_once_his_portal_s_own_time_is_over()
    {
        await using var host =
            new GrainHost(new Dictionary<string, string> { ["Portals:0:Policy:AdmissionAnswer"] = "2.00:00:00", ["Portals:1:Slug"] = "representant" });
        await new Registrant(host).Join("acc-nora");
        await new Registrant(host).Join("acc-hugues", "hugues@maison.example");
        var (spaces, rights, claire) = (host.Get<SpaceQueries>(), host.Get<Rights>(), await host.Adviser("claire"));
        Assert.Empty(await spaces.Waiting(rights.ScopeOf(claire)));

        host.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("acc-hugues", Assert.Single(await spaces.Waiting(rights.ScopeOf(claire))).Account);
    }

    private static Caller Person(string account) => new(account, CallerKind.Customer, GrainHost.Portal, "Quelqu'un", "");
}
