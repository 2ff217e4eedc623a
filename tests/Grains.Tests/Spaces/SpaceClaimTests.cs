using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.CoreSystem;
using Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>A space whose administrators are gone: a member proves its company, all are told, may object for 7 days, an adviser decides.</summary>
public sealed class SpaceClaimTests : IAsyncLifetime
{
    private const string Company = "812345676";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _hugues = null!;
    private Caller _ines = null!;
    private Caller _claire = null!;
    private string _key = null!;

    private ISpaceClaimGrain Claims => _host.Grains.GetGrain<ISpaceClaimGrain>(_key);

    private ISpaceGrain Space => _host.Grains.GetGrain<ISpaceGrain>(_key);

    public async Task InitializeAsync()
    {
        await _host.Get<CoreSystemImport>().Demo(CancellationToken.None);
        (_nora, _, _key) = await _host.Customer("nora");
        await Space.AddCompany(_host.Fresh(), $"{GrainHost.Portal}/{Company}", isHome: true);
        await _host.Grains.GetGrain<ICompanyGrain>($"{GrainHost.Portal}/{Company}").Describe(_host.Fresh(), new CompanyFacts(Company, "Ateliers Brumont", "Bellerive", 1));
        (_hugues, _ines) = (await Member("hugues"), await Member("ines"));
        _claire = await _host.Adviser("claire");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Member_who_proved_the_company_asks_once_and_every_other_member_is_told()
    {
        Assert.Equal(SpaceRefusal.NotProven, (await Claims.Claim(_hugues, _host.Fresh())).Refusal);

        await Asked();

        Assert.Equal(["c-ines", "c-nora"], (await _host.Mails()).Where(m => m.Template == "claim-asked").Select(m => m.Account).Order());
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'claim-asked' AND account = 'c-hugues'"));
        await Prove(_ines);
        Assert.Equal(SpaceRefusal.AlreadyOpen, (await Claims.Claim(_ines, _host.Fresh())).Refusal);
        foreach (var who in new[] { _nora, _hugues, _ines, _claire })
            Assert.Equal(("nora", "c-hugues"), Assert.Single((await Seen(who)).Select(c => (c.SpaceName, c.Account))));
        var (sacha, _, _) = await _host.Customer("sacha");
        Assert.Empty(await Seen(sacha));
    }

    [Fact]
    public async Task Space_is_no_stranger_s_no_administrator_s_and_no_accountant_s_to_ask_for()
    {
        var (sacha, _, _) = await _host.Customer("sacha");
        var irene = await Member("irene", SpaceRole.ExpertComptable);
        foreach (var (who, refusal) in new[] { (sacha, SpaceRefusal.NotFound), (_nora, SpaceRefusal.Invalid), (irene, SpaceRefusal.Invalid) })
        {
            await Prove(who);
            Assert.Equal(refusal, (await Claims.Claim(who, _host.Fresh())).Refusal);
        }
        Assert.Equal(SpaceRefusal.NotFound, (await Claims.Claim(_claire, _host.Fresh())).Refusal);
    }

    [Fact]
    public async Task Proof_of_a_company_that_is_only_kept_in_the_space_opens_nothing()
    {
        var other = $"{GrainHost.Portal}/437201957";
        await _host.Grains.GetGrain<ICompanyGrain>(other).Describe(_host.Fresh(), new CompanyFacts("437201957", "Transports", "Bellerive", 1));
        await Space.AddCompany(_host.Fresh(), other, isHome: false);
        Assert.Equal(ProofAnswer.Right, await _host.Grains.GetGrain<ICompanyProofGrain>(_hugues.Account).Prove(_hugues, _host.Fresh(), new("437201957", "700237")));

        Assert.Equal(SpaceRefusal.NotProven, (await Claims.Claim(_hugues, _host.Fresh())).Refusal);
    }

    [Theory]
    [InlineData(-1, SpaceRefusal.TooSoon)]
    [InlineData(0, null)]
    public async Task Adviser_decides_once_the_members_had_seven_days(int seconds, SpaceRefusal? refusal)
    {
        await Asked();
        _host.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(seconds));
        Assert.Equal(refusal is null ? 1 : 0, (await _host.Get<StaffQueries>().Counts(_host.Get<Rights>().ScopeOf(_claire))).Admissions);

        Assert.Equal(refusal, (await Decide(true)).Refusal);

        Assert.Equal(refusal is null ? 2 : 1, await Administrators());
    }

    [Fact]
    public async Task Open_pages_of_advisers_are_told_when_the_seven_days_are_over_unless_the_claim_has_ended()
    {
        var told = 0;
        using var listening = _host.Get<IChangeFeed>().Listen(news => told += news.SelectMany(n => n.Topics).Count(t => t.Topic == "queue/admission"));
        await Asked();
        await Eventually.True(() => Task.FromResult(told == 1));
        _host.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await _host.RunGrainWork();
        Assert.Equal(1, told);

        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.RunGrainWork();
        await Eventually.True(() => Task.FromResult(told == 2));

        // Decided, and asked again: the job of the first says nothing of the second.
        var first = (await Seen(_claire))[0].AskedAt;
        Assert.True((await Decide(false)).Ok);
        await Asked();
        Assert.Equal(SpaceRefusal.AlreadyAnswered, (await Claims.ClaimRipens(_host.Fresh(), first)).Refusal);
    }

    [Fact]
    public async Task Granted_the_member_administrates_the_whole_space_and_all_hear_of_it()
    {
        await Asked();
        Assert.True((await Claims.ObjectToClaim(_ines, _host.Fresh(), "Je ne le connais pas")).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(7));

        Assert.True((await Decide(true)).Ok);

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM space_member WHERE account = 'c-hugues' AND role = 1 AND whole = 1"));
        Assert.Equal(0, await _host.Count("SELECT (SELECT count(*) FROM space_claim) + (SELECT count(*) FROM space_objection)"));
        Assert.Equal(["c-ines", "c-nora"], (await _host.Mails()).Where(m => m.Template == "claim-told").Select(m => m.Account).Order());
        Assert.Equal(1, await _host.MailCount("claim-granted"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM journal WHERE action = 'claim-reason' AND detail = 'Vu au téléphone'"));
        Assert.True((await Space.Remove(_hugues, _host.Fresh(), _nora.Account)).Ok);
        Assert.Equal(SpaceRefusal.AlreadyAnswered, (await Decide(false)).Refusal);
    }

    [Fact]
    public async Task Refused_the_member_stays_what_they_are_and_reads_why()
    {
        await Asked();
        _host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(SpaceRefusal.NoReason, (await Decide(false, "")).Refusal);

        Assert.True((await Decide(false)).Ok);

        Assert.Equal((1, 0), (await Administrators(), (await Seen(_hugues)).Count));
        Assert.Equal("Vu au téléphone", (await _host.Mails()).Single(m => m.Template == "claim-refused").Values["reason"]);
        await Asked();
    }

    [Fact]
    public async Task Any_other_member_objects_and_only_advisers_read_why()
    {
        Assert.Equal(SpaceRefusal.AlreadyAnswered, (await Claims.ObjectToClaim(_nora, _host.Fresh(), "Je suis là")).Refusal);
        await Asked();
        var (sacha, _, _) = await _host.Customer("sacha");
        Assert.Equal(SpaceRefusal.Invalid, (await Claims.ObjectToClaim(_hugues, _host.Fresh(), "Non")).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await Claims.ObjectToClaim(sacha, _host.Fresh(), "Non")).Refusal);
        Assert.Equal(SpaceRefusal.NoReason, (await Claims.ObjectToClaim(_nora, _host.Fresh(), "")).Refusal);

        Assert.True((await Claims.ObjectToClaim(_nora, _host.Fresh(), "Je suis là")).Ok);
        Assert.True((await Claims.ObjectToClaim(_nora, _host.Fresh(), "J’administre toujours")).Ok);

        Assert.Equal("J’administre toujours", Assert.Single(await Objections(_claire)).Reason);
        Assert.Single(await Objections(_nora));
        Assert.Empty(await Objections(_hugues));
        Assert.Equal(1, Assert.Single(await Seen(_hugues)).Objections);
    }

    [Fact]
    public async Task Only_an_adviser_decides()
    {
        await Asked();
        _host.Clock.Advance(TimeSpan.FromDays(7));
        foreach (var who in new[] { _nora, _hugues })
            Assert.Equal(SpaceRefusal.NotFound, (await Claims.DecideClaim(who, _host.Fresh(), "c-hugues", true, "Vu")).Refusal);
        Assert.Equal(SpaceRefusal.AlreadyAnswered, (await Claims.DecideClaim(_claire, _host.Fresh(), "c-ines", true, "Vu")).Refusal);
    }

    [Theory]
    [InlineData(StaffRole.Conseiller, null)]
    [InlineData(StaffRole.Superviseur, null)]
    [InlineData(StaffRole.ReferentMedical, SpaceRefusal.NotAdministrator)]
    [InlineData(StaffRole.AdministrateurTechnique, SpaceRefusal.NotAdministrator)]
    public void Who_knows_the_customers_decides(StaffRole role, SpaceRefusal? refusal)
    {
        var at = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var state = new SpaceState { Name = "Maison", Claim = new("c-hugues", "c-hugues", "p/1", at - TimeSpan.FromDays(7)) };
        var hugues = SpaceMember.Of(new Member("c-hugues", SpaceRole.Collaborateur, true, []));
        var turn = new SpaceTurn("p/s", _claire with { Role = role }, null, hugues, [], at, new Grains.Accounts.Policy());

        Assert.Equal(refusal, state.DecideClaim(turn, "c-hugues", false, "Vu", []).Refusal);
    }

    [Fact]
    public async Task Claim_ends_with_who_leaves_or_is_named_and_who_is_suspended_or_shut_is_only_refused()
    {
        await Asked();
        Assert.True((await Claims.ObjectToClaim(_ines, _host.Fresh(), "Non")).Ok);
        Assert.True((await Space.Suspend(_nora, _host.Fresh(), "c-hugues", true)).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(SpaceRefusal.Over, (await Decide(true)).Refusal);
        Assert.True((await Space.Suspend(_nora, _host.Fresh(), "c-hugues", false)).Ok);
        Assert.True((await _host.Grains.GetGrain<IAccountGrain>("c-hugues").Disable(_host.Fresh(), true)).Ok);
        Assert.Equal(SpaceRefusal.Over, (await Decide(true)).Refusal);
        Assert.Equal(1, await Administrators());

        Assert.True((await Space.Remove(_nora, _host.Fresh(), "c-hugues")).Ok);

        Assert.Equal(0, await _host.Count("SELECT (SELECT count(*) FROM space_claim) + (SELECT count(*) FROM space_objection)"));
        await Prove(_ines);
        Assert.True((await Claims.Claim(_ines, _host.Fresh())).Ok);
        Assert.True((await Space.Admit(_host.Fresh(), new Member("c-ines", SpaceRole.Administrateur, true, []))).Ok);
        Assert.Empty(await Seen(_nora));
    }

    [Fact]
    public async Task More_members_than_one_commit_tells_are_told_by_a_batch()
    {
        for (var i = 0; i < 20; i++)
            Assert.True((await Space.Admit(_host.Fresh(), new Member($"c-{i}", SpaceRole.Collaborateur, true, []))).Ok);

        await Asked();
        await _host.RunGrainWork(JobLane.Bulk);

        Assert.Equal(22, await _host.MailCount("claim-asked"));
    }

    private async Task Asked()
    {
        await Prove(_hugues);
        Assert.True((await Claims.Claim(_hugues, _host.Fresh())).Ok);
    }

    private async Task Prove(Caller who) => Assert.Equal(
        ProofAnswer.Right, await _host.Grains.GetGrain<ICompanyProofGrain>(who.Account).Prove(who, _host.Fresh(), new CompanyProof(Company, "700100")));

    private Task<Result<SpaceRefusal>> Decide(bool granted, string reason = "Vu au téléphone") =>
        Claims.DecideClaim(_claire, _host.Fresh(), "c-hugues", granted, reason);

    private Task<IReadOnlyList<SpaceClaimSummary>> Seen(Caller by) => _host.Get<SpaceClaimQueries>().Waiting(_host.Get<Rights>().ScopeOf(by));

    private Task<IReadOnlyList<SpaceObjection>> Objections(Caller by) => _host.Get<SpaceClaimQueries>().Objections(_host.Get<Rights>().ScopeOf(by));

    private Task<long> Administrators() => _host.Count($"SELECT count(*) FROM space_member WHERE space = '{_key}' AND role = 1");

    private async Task<Caller> Member(string name, SpaceRole role = SpaceRole.Collaborateur)
    {
        await _host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await Space.Admit(_host.Fresh(), new Member($"c-{name}", role, true, []))).Ok);
        return await _host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
    }
}
