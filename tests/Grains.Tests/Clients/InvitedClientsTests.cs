using Dapper;
using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Clients;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Clients;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Mail;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Silo.Messaging;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Clients;

/// <summary>People who were asked into a space and have no account yet, as advisers find them and help them.</summary>
public sealed class InvitedClientsTests : IAsyncLifetime
{
    private const string Address = "roxane.delbecque@maison.example";
    private readonly GrainHost _host = new();
    private Caller _nora = null!;
    private Caller _claire = null!;
    private ISpaceGrain _space = null!;
    private string _key = "";
    private string _company = "";

    private string Client => $"{_key}/m1";

    private ISpaceSupportGrain Support => _host.Grains.GetGrain<ISpaceSupportGrain>(_key);

    public async Task InitializeAsync()
    {
        _claire = await _host.Adviser("claire");
        (_nora, _company, _key) = await _host.Customer("nora", $"{GrainHost.Portal}/812345676");
        _space = _host.Grains.GetGrain<ISpaceGrain>(_key);
        await _host.Grains.GetGrain<ICompanyGrain>(_company).Describe(_host.Fresh(), new CompanyFacts("812345676", "Ateliers Brumont", "Bellerive", 1));
        Assert.True((await Invite("m1", Address, Link(1))).Ok);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("delbecque-aurain")]
    [InlineData("  ÉLÉONORE   Delbécque ")]
    [InlineData("Roxane.Delbecque@maison.example")]
    [InlineData("roxane.delbecque@mai")]
    [InlineData("06 39 98 00 71")]
    [InlineData("+33 6 39 98 00 71")]
    [InlineData("01.39.98.00.72")]
    [InlineData("552 081 317")]
    public async Task Invited_person_is_found_by_name_address_and_telephone_in_any_spelling(string typed)
    {
        var hit = Assert.Single(await Found(typed));

        Assert.Equal((ClientKind.Invited, Client, "Éléonore Delbecque-Aurain", MemberStatus.Invited, "nora", GrainHost.Portal),
            (hit.Kind, hit.Client, hit.Name, hit.Status, hit.SpaceName, hit.Portal));
        Assert.True(hit.AskedUntil > _host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Nobody_but_staff_finds_an_invited_person()
    {
        Assert.Empty((await _host.Get<ClientQueries>().Search(Scope(_nora), "delbecque")).Clients);
        Assert.Null(await _host.Get<ClientQueries>().Client(Scope(_nora), ClientKind.Invited, Client));
    }

    [Fact]
    public async Task Who_refuses_is_found_as_that_and_who_joins_or_is_taken_back_is_no_longer_found_as_invited()
    {
        var roxane = await Account("roxane", Address);
        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", false)).Ok);
        Assert.Equal(MemberStatus.Refused, Assert.Single(await Found("delbecque")).Status);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await _space.InviteAgain(_nora, _host.Fresh(), "m1", Address, Link(2))).Ok);

        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", true)).Ok);
        Assert.Empty(await Found("delbecque"));
        Assert.True((await Invite("m2", "autre@maison.example", Link(3))).Ok);
        Assert.Single(await Found("delbecque"));
        Assert.True((await _space.Remove(_nora, _host.Fresh(), "m2")).Ok);
        Assert.Empty(await Found("delbecque"));
    }

    [Fact]
    public async Task Sheet_of_who_is_invited_shows_what_they_will_see_and_the_fate_of_their_mails()
    {
        var job = (await _host.Mails()).Single(m => m.Template == "invitation");
        await Sent($"invitation/{Client}/0123456789ab", job, DeliveryState.Failed);

        var sheet = (await _host.Get<ClientQueries>().Sheet(Scope(_claire), ClientKind.Invited, Client, $"invitations/{Client}"))!;

        Assert.Equal((Address, "nora Vasselin", SpaceRole.Collaborateur), (sheet.Asked!.Email, sheet.Asked.AskedBy, sheet.Asked.Role));
        Assert.Equal(_company, Assert.Single(sheet.Companies).Company);
        Assert.Equal(("invitation", (long)DeliveryState.Failed), Assert.Single(sheet.Deliveries.Select(d => (d.Template, d.State))));
        Assert.Null(await _host.Get<ClientQueries>().Sheet(Scope(_claire), ClientKind.Invited, $"{_key}/{_nora.Account}", "x"));
    }

    [Fact]
    public async Task Sheet_of_a_company_shows_its_members_its_invited_people_and_what_all_of_them_were_sent()
    {
        var people = new MailJob("member-changed", _nora.Account, GrainHost.Portal, new Dictionary<string, string>());
        await Sent("member-changed/x", people, DeliveryState.Sent);
        await Sent($"invitation/{Client}/0123456789ab", people with { Template = "invitation", Account = "" }, DeliveryState.Sent);
        await Sent("affiliation-invitation/e/1", people with { Template = "affiliation-invitation", Account = "", Company = _company }, DeliveryState.Sent);
        await Sent("affiliation-invitation/other/1", people with { Template = "affiliation-invitation", Account = "", Company = "other" }, DeliveryState.Sent);
        await Do($"""
            INSERT INTO letter (owner, letter, portal, company, template, name, street, post_code, city, at, ends_at, secret)
            VALUES ('{GrainHost.Portal}/e', 'l1', '{GrainHost.Portal}', '{_company}', 'affiliation-invitation', 'Ada Secret', '', '', '', 5, 6, '')
            """);

        var whole = await Company(employees: true);
        var technical = await Company(employees: false);

        Assert.Equal((_nora.Account, MemberStatus.Added, SpaceRole.Administrateur), Assert.Single(whole.Members.Select(m => (m.Account!, m.Status, m.Role))));
        Assert.Equal(("m1", MemberStatus.Invited, "nora"), Assert.Single(whole.Invited.Select(m => (m.Member, m.Status, m.SpaceName))));
        Assert.Equal(
            ["0 affiliation-invitation ", "0 invitation Éléonore Delbecque-Aurain", "0 member-changed nora Vasselin", "2 affiliation-invitation Ada Secret"],
            whole.Deliveries.Select(d => $"{d.Channel} {d.Template} {d.Name}").Order(StringComparer.Ordinal));
        Assert.Equal(["invitation", "member-changed"], technical.Deliveries.Select(d => d.Template).Order());
    }

    [Fact]
    public async Task Deliveries_come_a_page_at_a_time_each_once_and_of_every_template()
    {
        var names = new MailTemplates().Names.Where(n => !n.EndsWith("-sms", StringComparison.Ordinal)).ToList();
        foreach (var name in names)
            await Sent($"{name}/{_nora.Account}/1", new MailJob(name, _nora.Account, GrainHost.Portal, new Dictionary<string, string>()), DeliveryState.Sent);
        var read = new List<SheetDelivery>();

        for (string? after = null; ;)
        {
            var page = (await _host.Get<ClientQueries>().Sheet(Scope(_claire), ClientKind.Account, _nora.Account, "x", after))!;
            Assert.InRange(page.Deliveries.Count, 1, ClientSheet.Most);
            read.AddRange(page.Deliveries);
            if (page.Next is null)
                break;
            after = page.Next;
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), read.Select(d => d.Template).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Adviser_corrects_the_address_once_with_a_reason_and_the_former_link_is_dead()
    {
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        var operation = _host.Fresh();

        Assert.True((await Support.CorrectInvitation(_claire, operation, "m1", "r.aurain@maison.example", "Rappelée au standard", Link(2))).Ok);
        Assert.True((await Support.CorrectInvitation(_claire, operation, "m1", "r.aurain@maison.example", "Rappelée au standard", Link(2))).Ok);

        Assert.Null(await _space.PreviewInvitation("m1", Link(1).Hash));
        var now = (await _space.PreviewInvitation("m1", Link(2).Hash))!;
        Assert.Equal(("r.aurain@maison.example", "nora Vasselin"), (now.Person.Email, now.InvitedBy));
        var mails = await _host.Mails();
        Assert.Equal(["r.aurain@maison.example", Address], mails.Where(m => m.Template == "invitation").Select(m => m.To).Order());
        Assert.DoesNotContain(mails, m => m.Values.Values.Contains(_claire.Name));
        Assert.Equal(_nora.Account, Assert.Single(mails, m => m.Template == "invitation-corrected").Account);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM journal WHERE owner = '{_key}' AND action = 'member-invited-again' AND account = '{_claire.Account}'"));
        Assert.Equal(1, await _host.Count(
            $"SELECT count(*) FROM journal WHERE owner = '{_key}' AND action = 'invitation-reason' AND detail = 'Rappelée au standard' AND account = '{_claire.Account}'"));
        Assert.Empty(await Found(Address));
        Assert.Single(await Found("r.aurain@maison.example"));
    }

    [Fact]
    public async Task Invitation_is_sent_again_by_an_adviser_alone_while_it_waits_and_not_to_whom_the_space_knows()
    {
        var referee = await _host.Adviser("referee", StaffRole.ReferentMedical);
        var technician = await _host.Adviser("technician", StaffRole.AdministrateurTechnique);
        Assert.Equal(SpaceRefusal.TooSoon, (await Correct(_claire)).Refusal);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(SpaceRefusal.NotFound, (await Correct(_nora)).Refusal);
        Assert.Equal(SpaceRefusal.NotAdministrator, (await Correct(referee)).Refusal);
        Assert.Equal(SpaceRefusal.NotAdministrator, (await Correct(technician)).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await Correct(_claire, member: "nobody")).Refusal);
        Assert.Equal(SpaceRefusal.NotFound, (await Correct(_claire, member: _nora.Account)).Refusal);
        Assert.Equal(SpaceRefusal.NoReason, (await Correct(_claire, reason: "")).Refusal);
        Assert.Equal(SpaceRefusal.NoReason, (await Correct(_claire, reason: new string('a', 501))).Refusal);
        Assert.Equal(SpaceRefusal.Invalid, (await Correct(_claire, email: "sans-arobase")).Refusal);
        Assert.Equal(SpaceRefusal.AlreadyMember, (await Correct(_claire, email: "NORA@maison.example")).Refusal);
        Assert.NotNull(await _space.PreviewInvitation("m1", Link(1).Hash));
        var roxane = await Account("roxane", Address);
        Assert.True((await _space.AnswerInvitation(roxane, _host.Fresh(), "m1", false)).Ok);
        Assert.Equal(SpaceRefusal.Over, (await Correct(_claire)).Refusal);
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM journal WHERE action = 'invitation-reason'"));
    }

    [Fact]
    public async Task Deliveries_that_failed_lead_to_the_invitation_that_still_waits_by_that_link()
    {
        var link = Convert.ToHexStringLower(Link(1).Hash)[..12];
        var job = new MailJob("invitation", "", GrainHost.Portal, new Dictionary<string, string>());
        await Sent($"invitation/{Client}/{link}", job, DeliveryState.Failed);
        await Sent($"invitation/{Client}/000000000000", job, DeliveryState.Failed);

        var list = await _host.Get<DeliveryQueries>().List(Scope(_claire), DeliveryFilter.Failed, null);

        Assert.Equal(["", Client], list.Rows.Select(r => r.Invited).Order());
        Assert.All(list.Rows, r => Assert.Equal("Éléonore Delbecque-Aurain", r.Name));
    }

    [Fact]
    public async Task What_is_read_of_invited_people_members_and_deliveries_is_read_by_indexes()
    {
        if (TestStore.IsPostgres)
            return;
        var (scope, dialect) = (Scope(_claire), _host.Get<ISqlDialect>());
        var all = new List<(string, IReadOnlyList<(string, object?)>)>
        {
            Of(ClientQueries.HitsOf(scope, ClientSearch.Of("jean martin"))), Of(SheetStatements.Invited(scope, "a")),
            Of(SheetStatements.CompaniesOfInvited(scope, "a")), Of(SheetStatements.Members(scope, dialect, "a", invited: true)),
            Of(SheetStatements.Members(scope, dialect, "a", invited: false)), Of(DeliveryQueries.InvitedNow(scope, dialect, ["a"])),
            Of(DeliveryQueries.EmployeesNow(scope, dialect, ["a"])),
        };
        all.AddRange(new[] { ClientKind.Account, ClientKind.Company, ClientKind.Invited }.Select(k => Of(SheetDeliveries.Of(scope, dialect, k, "a", null, true))));
        await using var reading = await _host.Store.OpenRead();
        foreach (var (sql, parameters) in all)
        {
            var plan = (await reading.QueryAsync<(long Id, long Parent, long Unused, string Detail)>(
                $"EXPLAIN QUERY PLAN {sql}", scope.Parameters([.. parameters]))).Select(p => p.Detail).ToList();
            Assert.DoesNotContain(plan, d => new[] { "m", "x", "sc", "a", "sl", "c", "k", "d", "i", "e" }.Any(t => $"{d} ".StartsWith($"SCAN {t} ", StringComparison.Ordinal))
                && !d.Contains("CONSTANT", StringComparison.Ordinal) && !Materialized(plan, d));
        }

        static (string, IReadOnlyList<(string, object?)>) Of<T>(Reads.Statement<T> s) => (s.Sql, s.Parameters);
        // A subquery that the statement itself bounds, under the same name.
        static bool Materialized(IEnumerable<string> plan, string scan) => plan.Any(p => p == $"CO-ROUTINE {scan.Split(' ')[1]}" || p == $"MATERIALIZE {scan.Split(' ')[1]}");
    }

    private Task<Result<SpaceRefusal>> Correct(Caller by, string member = "m1", string email = "r.aurain@maison.example", string reason = "Rappelée") =>
        Support.CorrectInvitation(by, _host.Fresh(), member, email, reason, Link(2));

    private async Task<ClientSheet> Company(bool employees) =>
        (await _host.Get<ClientQueries>().Sheet(Scope(_claire), ClientKind.Company, _company, "x", null, employees))!;

    private Task<Result<SpaceRefusal>> Invite(string member, string address, LinkSecret link) => _space.Invite(
        _nora, _host.Fresh(), member,
        new Invitation(
            new PersonFacts("Madame", "Éléonore", "Delbecque-Aurain", address, "01 39 98 00 72", "06 39 98 00 71", "Paie"),
            new MemberRights(SpaceRole.Collaborateur, UniverseRights.ReadAndAct, GrantChange.Everything, null, null), "552081317", ""), link);

    private async Task Sent(string job, MailJob of, DeliveryState state) =>
        await _host.Get<Deliveries>().Note(job, of.Sms, new Delivery(state), of, CancellationToken.None);

    private async Task<Caller> Account(string key, string email)
    {
        var made = await _host.Grains.GetGrain<IAccountRegistrationGrain>($"c-{key}").Register(
            _host.Fresh(), new NewAccount(CallerKind.Customer, GrainHost.Portal, StaffRole.None, email, key, "Vasselin", "",
                await PasswordHasher.Make(GrainHost.Password, 1000), null, null));
        Assert.True(made.Ok);
        return new Caller($"c-{key}", CallerKind.Customer, GrainHost.Portal, key, "");
    }

    private Scope Scope(Caller caller) => _host.Get<Rights>().ScopeOf(caller);

    private async Task<IReadOnlyList<ClientHit>> Found(string typed) =>
        [.. (await _host.Get<ClientQueries>().Search(Scope(_claire), typed)).Clients.Where(h => h.Kind is ClientKind.Invited)];

    private static LinkSecret Link(byte n) => new([n, 2, 3, 4, 5, 6, 7, 8], $"jeton-{n}");

    private async Task Do(string sql) => await ((IHostStore)_host.Store).Execute(sql, CommitLane.Bulk, default);
}
