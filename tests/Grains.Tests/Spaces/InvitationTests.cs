using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>People whom an administrator asks in: nothing is open before the owner of the address accepts.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private const string Address = "roxane@maison.example";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private ISpaceGrain _space = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        (_nora, _, _key) = await _host.Customer("nora");
        _space = _host.Grains.GetGrain<ISpaceGrain>(_key);
        foreach (var siren in new[] { "437201957", "523880144" })
        {
            await _host.Grains.GetGrain<ICompanyGrain>($"{GrainHost.Portal}/{siren}").Describe(_host.Fresh(), new CompanyFacts(siren, siren, "Bellerive", 1));
            await _space.AddCompany(_host.Fresh(), $"{GrainHost.Portal}/{siren}", isHome: false);
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Invited_person_sees_nothing_until_they_accept_and_then_what_was_granted()
    {
        Assert.True((await Invite("m1", Listed("437201957"))).Ok);
        var roxane = await Account("roxane", Address);

        Assert.Equal(1, await _host.MailCount("invitation"));
        Assert.Equal(0, await Sees(roxane));
        var asked = Assert.Single(await _host.Get<MemberQueries>().Invitations(_host.Get<Rights>().ScopeOf(roxane)));
        Assert.Equal((_key, "m1", 1), (asked.Space, asked.Member, asked.Companies));

        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Ok);
        Assert.Equal(1, await Sees(roxane));
        Assert.Empty(await _host.Get<MemberQueries>().Invitations(_host.Get<Rights>().ScopeOf(roxane)));
        Assert.Equal(SpaceRefusal.Over, (await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Refusal);
        Assert.Equal((1, 0), (await _host.MailCount("invitation-accepted"), await _host.MailCount("invitation-refused")));
    }

    [Fact]
    public async Task Who_is_no_longer_invited_is_told_where_they_were_invited()
    {
        await Invite("m1", GrantChange.Everything);

        Assert.True((await _space.Remove(_nora, _host.Fresh(), "m1")).Ok);

        Assert.Equal(Address, Assert.Single(await _host.Mails(), m => m.Template == "invitation-revoked").To);
    }

    [Fact]
    public async Task Who_leaves_is_missed_by_the_administrators_alone()
    {
        await Invite("m1", GrantChange.Everything);
        var roxane = await Account("roxane", Address);
        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Ok);

        Assert.True((await _space.Remove(roxane, _host.Fresh(), "m1")).Ok);

        Assert.Equal(_nora.Account, Assert.Single(await _host.Mails(), m => m.Template == "member-left").Account);
        Assert.Equal(0, await _host.MailCount("member-removed"));
    }

    [Fact]
    public async Task Only_the_account_of_the_invited_address_answers()
    {
        await Invite("m1", GrantChange.Everything);
        var ousmane = await Account("ousmane", "ousmane@ailleurs.example");

        Assert.Equal(SpaceRefusal.NotFound, (await _space.AnswerInvitation(ousmane, _host.Fresh(), "m1", true)).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await _space.AnswerInvitation(ousmane, _host.Fresh(), "nobody", true)).Refusal);
        Assert.Equal(0, await Sees(ousmane));
    }

    [Fact]
    public async Task Refused_invitation_opens_nothing_and_may_be_sent_again()
    {
        await Invite("m1", GrantChange.Everything);
        var roxane = await Account("roxane", Address);

        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", false)).Ok);
        Assert.Equal(0, await Sees(roxane));
        Assert.Equal(SpaceRefusal.Over, (await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Refusal);

        Assert.True((await _space.InviteAgain(_nora, _host.Fresh(), "m1", Address, Link(2))).Ok);
        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Ok);
        Assert.Equal(3, await Sees(roxane));
    }

    [Fact]
    public async Task Link_of_an_invitation_lives_five_days_and_dies_with_the_next_one()
    {
        await Invite("m1", GrantChange.Everything);
        Assert.Equal(Address, (await _space.PreviewInvitation("m1", Link(1).Hash))!.Person.Email);
        Assert.Null(await _space.PreviewInvitation("m1", Link(2).Hash));
        Assert.Equal(SpaceRefusal.TooSoon, (await _space.InviteAgain(_nora, _host.Fresh(), "m1", "r.aurain@maison.example", Link(2))).Refusal);

        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await _space.InviteAgain(_nora, _host.Fresh(), "m1", "r.aurain@maison.example", Link(2))).Ok);
        Assert.Null(await _space.PreviewInvitation("m1", Link(1).Hash));
        Assert.Equal("r.aurain@maison.example", (await _space.PreviewInvitation("m1", Link(2).Hash))!.Person.Email);
        var roxane = await Account("roxane", Address);
        Assert.Equal(SpaceRefusal.NotFound, (await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Refusal);

        _host.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Null(await _space.PreviewInvitation("m1", Link(2).Hash));
        var right = await Account("aurain", "r.aurain@maison.example");
        Assert.Equal(SpaceRefusal.Over, (await _space.AnswerInvitation(right, _host.Fresh(), "m1", true)).Refusal);
    }

    [Fact]
    public async Task Address_is_invited_once_and_a_member_s_not_at_all()
    {
        await Invite("m1", GrantChange.Everything);
        Assert.Equal(SpaceRefusal.AlreadyMember, (await Invite("m2", GrantChange.Everything)).Refusal);
        var roxane = await Account("roxane", Address);
        await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true);

        Assert.Equal(SpaceRefusal.AlreadyMember, (await Invite("m3", GrantChange.Everything, address: Address.ToUpperInvariant())).Refusal);
    }

    [Fact]
    public async Task All_but_one_of_thousands_is_one_commit_and_so_is_taking_one_back()
    {
        string[] sirens = [.. Enumerable.Range(0, 500).Select(i => $"{i:000000000}")];
        foreach (var siren in sirens)
            await _space.AddCompany(_host.Fresh(), $"{GrainHost.Portal}/{siren}", isHome: false);
        var all = await _host.Count($"SELECT count(*) FROM space_company WHERE space = '{_key}'");
        await Invite("m1", new GrantChange(false, GrantBase.All, [], [$"{GrainHost.Portal}/{sirens[0]}"]));
        Assert.Equal(all - 1, await _host.Count("SELECT count(*) FROM space_grant WHERE member = 'm1'"));
        var before = await Version();

        Assert.True((await _space.Change(_nora, _host.Fresh(), "m1",
            Changed(new GrantChange(false, GrantBase.Granted, [$"{GrainHost.Portal}/{sirens[0]}", $"{GrainHost.Portal}/999999998"], [$"{GrainHost.Portal}/{sirens[1]}"])))).Ok);

        Assert.Equal(before + 1, await Version());
        Assert.Equal(all - 1, await _host.Count("SELECT count(*) FROM space_grant WHERE member = 'm1'"));
        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM space_grant WHERE company IN ('{GrainHost.Portal}/{sirens[1]}', '{GrainHost.Portal}/999999998')"));
    }

    [Fact]
    public async Task Suspended_member_sees_nothing_until_restored_and_the_last_administrator_is_never_suspended()
    {
        await Invite("m1", Listed("437201957"));
        var roxane = await Account("roxane", Address);
        await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true);

        Assert.True((await _space.Suspend(_nora, _host.Fresh(), "m1", true)).Ok);
        Assert.Equal(0, await Sees(roxane));
        Assert.Equal(SpaceRefusal.Invalid, (await _space.Suspend(_nora, _host.Fresh(), "m1", true)).Refusal);
        Assert.True((await _space.Suspend(_nora, _host.Fresh(), "m1", false)).Ok);
        Assert.Equal(1, await Sees(roxane));
        Assert.Equal(SpaceRefusal.LastAdministrator, (await _space.Suspend(_nora, _host.Fresh(), _nora.Account, true)).Refusal);
        Assert.Equal(2, await _host.MailCount("member-suspended") + await _host.MailCount("member-restored"));
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one()
    {
        await Invite("m1", GrantChange.Everything, SpaceRole.Administrateur);
        var roxane = await Account("roxane", Address);
        await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true);
        await _host.Rewrite(roxane.Account, s => s with { SignedInAt = _host.Clock.GetUtcNow() });
        var down = new MemberChange(Person(Address), new MemberRights(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, GrantChange.Everything, null, null));

        var both = await Task.WhenAll(_space.Change(_nora, _host.Fresh(), "m1", down), _space.Change(roxane, _host.Fresh(), _nora.Account, down));

        Assert.Single(both, b => b.Ok);
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM space_member WHERE role = 1 AND status = 1"));
    }

    [Theory]
    [InlineData(SpaceRole.Collaborateur, UniverseRights.None, null, SpaceRefusal.Invalid)]
    [InlineData(SpaceRole.ExpertComptable, UniverseRights.All, null, SpaceRefusal.Invalid)]
    [InlineData(SpaceRole.ExpertComptable, UniverseRights.ReadHealth, -1, SpaceRefusal.Invalid)]
    [InlineData(SpaceRole.ExpertComptable, UniverseRights.ActHealth, 30, null)]
    public async Task Role_has_only_what_it_can_have(SpaceRole role, UniverseRights rights, int? days, SpaceRefusal? refusal)
    {
        var ends = days is { } n ? _host.Clock.GetUtcNow().AddDays(n) : (DateTimeOffset?)null;

        var invited = await _space.Invite(
            _nora, _host.Fresh(), "m1", new Invitation(Person(Address), new MemberRights(role, rights, GrantChange.Everything, null, ends), "", ""), Link(1));

        Assert.Equal(refusal, invited.Refusal);
        if (refusal is null)
            Assert.Equal((long)(UniverseRights.ActHealth | UniverseRights.ReadHealth), await _host.Count("SELECT rights FROM space_member WHERE member = 'm1'"));
    }

    [Fact]
    public async Task Member_leaves_by_themselves_and_changes_nobody_else()
    {
        await Invite("m1", GrantChange.Everything);
        var roxane = await Account("roxane", Address);
        await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true);

        Assert.Equal(SpaceRefusal.NotAdministrator, (await _space.Remove(roxane, _host.Fresh(), _nora.Account)).Refusal);
        Assert.Equal(SpaceRefusal.NotAdministrator, (await _space.Suspend(roxane, _host.Fresh(), "m1", true)).Refusal);
        Assert.True((await _space.ChangeOwn(roxane, _host.Fresh(), Person("") with { JobTitle = "Paie" })).Ok);
        Assert.True((await _space.Remove(roxane, _host.Fresh(), "m1")).Ok);
        Assert.Equal(0, await Sees(roxane));
    }

    [Fact]
    public async Task List_is_read_by_members_and_an_accountant_reads_their_own_row()
    {
        await Invite("m1", GrantChange.Everything, SpaceRole.ExpertComptable);
        var roxane = await Account("roxane", Address);
        await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true);
        var (queries, rights) = (_host.Get<MemberQueries>(), _host.Get<Rights>());
        var ousmane = await Account("ousmane", "ousmane@ailleurs.example");

        Assert.Equal(2, (await queries.List(rights.ScopeOf(_nora), _key, new MemberFilter(null, null, null))).Total);
        Assert.Equal("m1", Assert.Single((await queries.List(rights.ScopeOf(roxane), _key, new MemberFilter(null, null, null))).Rows).Member);
        Assert.Empty((await queries.List(rights.ScopeOf(ousmane), _key, new MemberFilter(null, null, null))).Rows);
        Assert.Null(await queries.Find(rights.ScopeOf(roxane), _key, _nora.Account));
        Assert.NotNull(await queries.Find(rights.ScopeOf(_nora), _key, "m1"));
        Assert.Equal(3, (await queries.Companies(rights.ScopeOf(_nora), _key, "m1", new GrantChange(false, GrantBase.Granted, [], []), false, null)).Total);
        Assert.Equal(0, (await queries.Companies(rights.ScopeOf(roxane), _key, "m1", new GrantChange(false, GrantBase.Granted, [], []), false, null)).Total);
        Assert.NotEmpty((await queries.Journal(rights.ScopeOf(_nora), _key, new JournalFilter())).Rows);
        Assert.Empty((await queries.Journal(rights.ScopeOf(roxane), _key, new JournalFilter())).Rows);
    }

    [Fact]
    public async Task Space_that_has_sent_as_many_invitations_as_it_may_in_a_day_sends_no_more_until_the_next()
    {
        for (var i = 0; i < SpaceInvitations.MostADay; i++)
        {
            Assert.True((await Invite($"m{i}", GrantChange.Everything, address: $"p{i}@maison.example")).Ok);
            // Taken back they count still.
            Assert.True((await _space.Remove(_nora, _host.Fresh(), $"m{i}")).Ok);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(SpaceRefusal.TooMany, (await Invite("late", GrantChange.Everything)).Refusal);
        _host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True((await Invite("late", GrantChange.Everything)).Ok);
    }

    private static GrantChange Listed(params string[] sirens) => new(false, GrantBase.None, [.. sirens.Select(s => $"{GrainHost.Portal}/{s}")], []);

    private static PersonFacts Person(string email) => new("Madame", "Roxane", "Delbecque-Aurain", email, "", "0639980071", "Responsable paie");

    private static MemberChange Changed(GrantChange companies) =>
        new(Person(Address), new MemberRights(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, companies, null, null));

    private static LinkSecret Link(byte n) => new([n, 2, 3, 4, 5, 6, 7, 8], $"jeton-{n}");

    private Task<Result<SpaceRefusal>> Invite(string member, GrantChange companies, SpaceRole role = SpaceRole.Collaborateur, string address = Address) =>
        _space.Invite(_nora, _host.Fresh(), member,
            new Invitation(Person(address), new MemberRights(role, UniverseRights.ReadAndAct, companies, null, null), "", ""), Link(1));

    private Task<long> Sees(Caller who) => _host.Count($"SELECT count(*) FROM company_access WHERE account = '{who.Account}'");

    private Task<long> Version() => _host.Count($"SELECT version FROM grain WHERE key = 'space/{_key}'");

    private async Task<Caller> Account(string key, string email)
    {
        var made = await _host.Grains.GetGrain<IAccountRegistrationGrain>($"c-{key}").Register(
            _host.Fresh(), new NewAccount(CallerKind.Customer, GrainHost.Portal, StaffRole.None, email, key, key, "0639980071",
                await PasswordHasher.Make(GrainHost.Password, 1000), null, null));
        Assert.True(made.Ok);
        return new Caller($"c-{key}", CallerKind.Customer, GrainHost.Portal, key, "");
    }
}
