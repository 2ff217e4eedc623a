using Grains.Access;
using Grains.Companies;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>A mandate stands in the firm's space, is passed on by its administrator, seen and ended by the client.</summary>
public sealed class PassedOnMandateTests : IAsyncLifetime
{
    private static readonly DateTimeOffset End = GrainHost.Morning.AddDays(90);
    private readonly GrainHost _host = new();
    private Mandated _on = null!;

    public async Task InitializeAsync() => _on = await Mandated.In(_host, End);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Mandate_stands_in_the_firm_s_space_and_opens_nothing_to_its_people_before_it_is_passed_on()
    {
        var client = Assert.Single((await Clients(_on.Garance)).Rows);
        Assert.Equal((_on.Client, Mandated.Mandate, "garance Vasselin", End), (client.Space, client.Mandate, client.Accountant, client.EndsAt));
        Assert.Empty((await Clients(_on.Ines)).Rows);
        Assert.Empty((await Clients(_on.Nora)).Rows);
        Assert.Equal(2, (await _on.Sees(_on.Garance)).Length);
        Assert.Empty(await _on.Sees(_on.Ines));
    }

    [Fact]
    public async Task Passed_on_it_opens_what_it_gives_and_both_sides_read_and_hear_of_it()
    {
        Assert.True((await _on.PassOn()).Ok);

        Assert.Equal(2, (await _on.Sees(_on.Ines)).Length);
        Assert.Equal(Mandated.Holder, Assert.Single(Assert.Single((await Clients(_on.Garance)).Rows).Holders).Member);
        var seen = Assert.Single(await Holders(_on.Nora));
        Assert.Equal(("ines Vasselin", "garance", End), (seen.Name, seen.FirmName, seen.EndsAt!.Value));
        Assert.Equal(_on.Nora.Account, Assert.Single(await _host.Mails(), m => m.Template == "mandate-passed-on").Account);
        Assert.Equal(_on.Ines.Account, Assert.Single(await _host.Mails(), m => m.Template == "mandate-received").Account);
        Assert.Equal((1L, 1L), (await Journalled(_on.Client, "mandate-passed-on"), await Journalled(_on.Firm, "mandate-passed-on")));
        Assert.Equal(2, (await _host.Get<CompanyQueries>().List(_host.Get<Rights>().ScopeOf(_on.Ines))).Count);
    }

    [Fact]
    public async Task Who_has_it_passed_on_is_no_member_of_the_client_s_space()
    {
        Assert.True((await _on.PassOn()).Ok);
        var (members, rights) = (_host.Get<MemberQueries>(), _host.Get<Rights>());

        Assert.Equal(2, (await members.List(rights.ScopeOf(_on.Nora), _on.Client, new MemberFilter(null, null, null))).Total);
        Assert.Null(await members.Find(rights.ScopeOf(_on.Nora), _on.Client, Mandated.Holder));
        Assert.Equal([_on.Firm], (await members.Spaces(rights.ScopeOf(_on.Ines))).Select(s => s.Space));
        var person = new PersonFacts("", "", "", "", "", "", "");
        Assert.Equal(SpaceRefusal.NotFound, (await _on.Space.ChangeOwn(_on.Ines, _host.Fresh(), person)).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await _on.Space.Change(_on.Nora, _host.Fresh(), Mandated.Holder,
            new(person, new(SpaceRole.Administrateur, UniverseRights.All, GrantChange.Everything, null, null)))).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await _on.Space.Restrict(_on.Nora, _host.Fresh(), Mandated.Holder, [_on.Company])).Refusal);
    }

    [Fact]
    public async Task Client_names_them_and_invites_them_beside_as_anybody_else()
    {
        Assert.True((await _on.PassOn()).Ok);

        Assert.True((await _on.Space.Invite(_on.Nora, _host.Fresh(), "m-ines", new Invitation(
            new("Madame", "Ines", "Vasselin", "ines@maison.example", "", "0639980072", "Paie"),
            new(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, GrantChange.Everything, null, null), "", ""), new([1, 2, 3, 4, 5, 6, 7, 8], "j"))).Ok);
        Assert.True((await _on.Space.AnswerInvitation(_on.Ines, _host.Fresh(), "m-ines", true)).Ok);
        Assert.True((await _on.Space.Remove(_on.Nora, _host.Fresh(), Mandated.Holder)).Ok);
        Assert.Equal(2, (await _on.Sees(_on.Ines)).Length);
    }

    [Theory]
    [InlineData("client-removes-holder")]
    [InlineData("client-removes-mandate")]
    [InlineData("client-suspends-mandate")]
    [InlineData("client-narrows-mandate")]
    [InlineData("firm-takes-back")]
    [InlineData("firm-removes-member")]
    [InlineData("firm-suspends-member")]
    [InlineData("clock")]
    public async Task Access_ends_in_the_same_instant_whoever_ends_it(string how)
    {
        Assert.True((await _on.PassOn(companies: [_on.Company])).Ok);
        var request = await _host.SentRequest(_on.Nora, _on.Company, "1");
        Assert.True((await request.Post(_on.Ines, _host.Fresh(), new("Bonjour", []))).Ok);

        // No job runs here: nothing waits for one.
        await (how switch
        {
            "client-removes-holder" => Done(_on.Space.Remove(_on.Nora, _host.Fresh(), Mandated.Holder)),
            "client-removes-mandate" => Done(_on.Space.Remove(_on.Nora, _host.Fresh(), Mandated.Mandate)),
            "client-suspends-mandate" => Done(_on.Space.Suspend(_on.Nora, _host.Fresh(), Mandated.Mandate, true)),
            "client-narrows-mandate" => Done(_on.Space.Restrict(_on.Nora, _host.Fresh(), Mandated.Mandate, [Mandated.Other])),
            "firm-takes-back" => Done(_on.Mandates.TakeBack(_on.Garance, _host.Fresh(), Mandated.Holder)),
            "firm-removes-member" => Done(_on.FirmSpace.Remove(_on.Garance, _host.Fresh(), "c-ines")),
            "firm-suspends-member" => Done(_on.FirmSpace.Suspend(_on.Garance, _host.Fresh(), "c-ines", true)),
            _ => Pass(),
        });

        Assert.Empty(await _on.Sees(_on.Ines));
        Assert.Equal(Grains.Interfaces.Requests.RequestRefusal.NotFound, (await request.Post(_on.Ines, _host.Fresh(), new("Encore", []))).Refusal);
        Assert.Empty(await _host.Get<CompanyQueries>().List(_host.Get<Rights>().ScopeOf(_on.Ines)));
        if (how is not "client-narrows-mandate")
            Assert.DoesNotContain(_on.Client, await _host.Get<SpaceQueries>().Mine(_host.Get<Rights>().ScopeOf(_on.Ines)));

        Task Pass()
        {
            _host.Clock.Advance(TimeSpan.FromDays(90));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_narrows_the_mandate_narrows_it_for_all_and_what_widens_it_only_who_has_all_of_it()
    {
        var boris = await Mandated.Colleague(_host, _on.Firm, "boris");
        Assert.True((await _on.PassOn()).Ok);
        Assert.True((await _on.PassOn("holder-2", "c-boris", UniverseRights.ReadHealth, [_on.Company, Mandated.Other], End.AddDays(-10))).Ok);
        Assert.False(await _host.Get<Rights>().MayAct(boris, _on.Company));

        Assert.True((await _on.Space.Restrict(_on.Nora, _host.Fresh(), Mandated.Mandate, [Mandated.Other])).Ok);
        Assert.Equal((Mandated.Other, Mandated.Other), await Both());
        var line = (await Holders(_on.Nora)).Single(h => h.Member == "holder-2");
        Assert.Equal((1, UniverseRights.ReadHealth, End.AddDays(-10)), (line.Companies, line.Rights, line.EndsAt!.Value));

        _host.Clock.Advance(TimeSpan.FromDays(80));
        Assert.Equal((Mandated.Other, ""), await Both());
        Assert.True((await _on.Space.RenewMandate(_on.Nora, _host.Fresh(), Mandated.Mandate, End.AddYears(1))).Ok);
        _host.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal((Mandated.Other, ""), await Both());

        async Task<(string, string)> Both() => (string.Join(' ', await _on.Sees(_on.Ines)), string.Join(' ', await _on.Sees(boris)));
    }

    [Fact]
    public async Task Everybody_of_a_mandate_goes_with_it_and_hears_of_it()
    {
        await Mandated.Colleague(_host, _on.Firm, "boris");
        Assert.True((await _on.PassOn(companies: [_on.Company])).Ok);
        Assert.True((await _on.PassOn("holder-2", "c-boris")).Ok);

        Assert.True((await _on.Space.Remove(_on.Nora, _host.Fresh(), Mandated.Mandate)).Ok);

        Assert.Equal(0, await _host.Count("SELECT count(*) FROM space_member WHERE mandate <> ''"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM space_grant"));
        Assert.Equal(2, await _host.MailCount("mandate-taken-back"));
        Assert.Equal(1, await Journalled(_on.Firm, "mandate-ended"));
        Assert.Empty((await Clients(_on.Garance)).Rows);
    }

    [Fact]
    public async Task Who_leaves_the_firm_is_taken_out_of_the_client_s_space_by_a_job()
    {
        Assert.True((await _on.PassOn()).Ok);
        Assert.True((await _on.FirmSpace.Remove(_on.Garance, _host.Fresh(), "c-ines")).Ok);
        Assert.Empty(await Holders(_on.Nora));

        await _host.RunGrainWork();

        Assert.Equal(0, await _host.Count("SELECT count(*) FROM space_member WHERE mandate <> ''"));
        Assert.Equal((1L, 0), (await Journalled(_on.Client, "mandate-taken-back"), await _host.MailCount("mandate-taken-back")));
        Assert.True((await _on.Mandates.HolderLeft(_host.Fresh(), Mandated.Holder)).Ok);
    }

    [Fact]
    public async Task Nobody_but_the_firm_s_administrators_passes_on_or_takes_back()
    {
        var boris = await Mandated.Colleague(_host, _on.Firm, "boris");
        Assert.True((await _on.PassOn()).Ok);
        var given = new PassingOn("c-boris", UniverseRights.ReadAndAct, null, null);
        var (ousmane, _, _) = await _host.Customer("ousmane");

        foreach (var by in new[] { _on.Nora, _on.Ines, boris, ousmane })
        {
            Assert.Equal(SpaceRefusal.NotFound, (await _on.Mandates.PassOn(by, _host.Fresh(), Mandated.Mandate, "x", given)).Refusal);
            Assert.Equal(SpaceRefusal.NotFound, (await _on.Mandates.TakeBack(by, _host.Fresh(), Mandated.Holder)).Refusal);
        }
        foreach (var by in new[] { _on.Ines, _on.Garance, boris, ousmane })
            Assert.NotNull((await _on.Space.Remove(by, _host.Fresh(), Mandated.Holder)).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await _on.Mandates.PassOn(_on.Garance, _host.Fresh(), "nobody", "x", given)).Refusal);
        Assert.Equal(2, (await _on.Sees(_on.Ines)).Length);
    }

    [Fact]
    public async Task Repeat_of_either_changes_nothing()
    {
        var (passing, taking) = (_host.Fresh(), _host.Fresh());
        for (var i = 0; i < 2; i++)
            Assert.True((await _on.Mandates.PassOn(_on.Garance, passing, Mandated.Mandate, Mandated.Holder, new("c-ines", UniverseRights.ReadAndAct, null, null))).Ok);
        Assert.Equal(SpaceRefusal.AlreadyMember, (await _on.PassOn("again")).Refusal);
        for (var i = 0; i < 2; i++)
            Assert.True((await _on.Mandates.TakeBack(_on.Garance, taking, Mandated.Holder)).Ok);

        Assert.Equal((1, 1), (await _host.MailCount("mandate-passed-on"), await _host.MailCount("mandate-taken-back")));
        Assert.Equal(0, await _host.MailCount("mandate-withdrawn"));
    }

    [Fact]
    public async Task Mandate_is_accepted_for_a_space_of_its_firm_alone_and_without_one_as_before()
    {
        var (other, _, otherSpace) = await _host.Customer("autre");
        Assert.True((await _on.Invite("m-2", firm: "autre-siren")).Refusal is SpaceRefusal.AlreadyMember);
        Assert.True((await _on.Space.Remove(_on.Nora, _host.Fresh(), Mandated.Mandate)).Ok);
        Assert.True((await _on.Invite("m-2")).Ok);
        Assert.Equal(_on.Firm, Assert.Single(await Firms(_on.Garance)).Firm);

        Assert.Equal(SpaceRefusal.NotOfFirm, (await _on.Mandates.AcceptFor(_on.Garance, _host.Fresh(), "m-2", otherSpace)).Refusal);
        Assert.Equal(SpaceRefusal.NotOfFirm, (await _on.Mandates.AcceptFor(_on.Garance, _host.Fresh(), "m-2", _on.Client)).Refusal);
        Assert.Equal(SpaceRefusal.NotOfFirm, (await _on.Mandates.AcceptFor(other, _host.Fresh(), "m-2", otherSpace)).Refusal);
        Assert.True((await _host.Grains.GetGrain<ISpaceGrain>(otherSpace).Admit(_host.Fresh(), new Member(_on.Garance.Account, SpaceRole.Collaborateur, true, []))).Ok);
        Assert.Equal(SpaceRefusal.NotOfFirm, (await _on.Mandates.AcceptFor(_on.Garance, _host.Fresh(), "m-2", otherSpace)).Refusal);

        Assert.True((await _on.Space.AnswerInvitation(_on.Garance, _host.Fresh(), "m-2", true)).Ok);
        Assert.Equal(2, (await _on.Sees(_on.Garance)).Length);
        Assert.Empty((await Clients(_on.Garance)).Rows);
        Assert.Equal(SpaceRefusal.NotFound, (await _on.Mandates.PassOn(_on.Garance, _host.Fresh(), "m-2", "x", new("c-ines", UniverseRights.ReadHealth, null, null))).Refusal);
    }

    [Fact]
    public async Task Client_who_removes_somebody_tells_them_and_the_accountant_it_named()
    {
        Assert.True((await _on.PassOn()).Ok);

        Assert.True((await _on.Space.Remove(_on.Nora, _host.Fresh(), Mandated.Holder)).Ok);

        Assert.Equal(_on.Ines.Account, Assert.Single(await _host.Mails(), m => m.Template == "mandate-taken-back").Account);
        Assert.Equal(_on.Garance.Account, Assert.Single(await _host.Mails(), m => m.Template == "mandate-withdrawn").Account);
        Assert.Equal((1L, 1L), (await Journalled(_on.Client, "mandate-taken-back"), await Journalled(_on.Firm, "mandate-taken-back")));
        Assert.Equal(2, (await _on.Sees(_on.Garance)).Length);
    }

    [Fact]
    public async Task However_many_clients_a_firm_has_its_people_watch_one_space_that_hears_of_all_of_them()
    {
        for (var i = 0; i < 3; i++)
        {
            var (client, company, key) = await _host.Customer($"client{i}");
            var space = _host.Grains.GetGrain<ISpaceGrain>(key);
            Assert.True((await space.Invite(client, _host.Fresh(), "m", new Invitation(
                new("Madame", "Garance", "Aubrelin", "garance@maison.example", "", "0639980071", "Experte"),
                new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, null), "garance-siren", "Cabinet Aubrelin"),
                new([1, 2, 3, 4, 5, 6, 7, 8], "j"))).Ok);
            var mandates = _host.Grains.GetGrain<ISpaceMandateGrain>(key);
            Assert.True((await mandates.AcceptFor(_on.Garance, _host.Fresh(), "m", _on.Firm)).Ok);
            Assert.True((await mandates.PassOn(_on.Garance, _host.Fresh(), "m", "h", new("c-ines", UniverseRights.ReadAndAct, null, null))).Ok);
            Assert.Equal([key, _on.Firm], (await _host.Get<SpaceQueries>().Holding(company)).Order());
        }

        foreach (var who in new[] { _on.Garance, _on.Ines })
        {
            var scope = _host.Get<Rights>().ScopeOf(who);
            Assert.Equal([_on.Firm], (await _host.Get<PortalQueries>().Badge(scope)).Spaces);
            Assert.Equal(who == _on.Garance ? 5 : 4, (await _host.Get<SpaceQueries>().Mine(scope)).Count);
        }
    }

    [Fact]
    public async Task What_ends_by_the_clock_is_said_to_who_goes_by_it()
    {
        Assert.True((await _on.PassOn(ends: End.AddDays(-60))).Ok);
        Assert.Equal(End.AddDays(-60), await NextChange());
        Assert.True((await _on.Space.Change(_on.Nora, _host.Fresh(), Mandated.Mandate, new(
            new("Madame", "Garance", "Aubrelin", "", "", "", ""),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, End.AddDays(-70))))).Ok);
        Assert.Equal(End.AddDays(-70), await NextChange());
    }

    private Task<DateTimeOffset?> NextChange() => _host.Get<SpaceQueries>().NextChange(_host.Get<Rights>().ScopeOf(_on.Ines));

    private Task<FirmClientPage> Clients(Caller by) => _host.Get<MandateQueries>().Clients(_host.Get<Rights>().ScopeOf(by), _on.Firm, null, null);

    private Task<IReadOnlyList<MandateHolder>> Holders(Caller by) => _host.Get<MandateQueries>().Holders(_host.Get<Rights>().ScopeOf(by), _on.Client, null);

    private Task<IReadOnlyList<FirmChoice>> Firms(Caller by) => _host.Get<MandateQueries>().Firms(_host.Get<Rights>().ScopeOf(by));

    // The firm's entries are written by jobs.
    private async Task<long> Journalled(string space, string action)
    {
        await _host.RunGrainWork();
        return await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{space}' AND action = '{action}'");
    }

    private static async Task Done(Task<Result<SpaceRefusal>> what) => Assert.True((await what).Ok);
}
