using System.Net;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>Row Z1 for every role beside the founder's: what is open to each on what is theirs, and that nothing else exists.</summary>
public sealed class MatrixRolesTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;
    private readonly MatrixWalk _walk = new(site);

    private ISpaceGrain Brumont => _site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont");

    // Administrators' alone: who reads the list of companies or of people is forbidden; an accountant reads no other's row.
    private static readonly string[] Administrators =
    [
        "POST /{portal:portal}/entreprises/{siren}?handler=afficher", "GET /{portal:portal}/entreprises/{siren}/supprimer",
        "POST /{portal:portal}/entreprises/{siren}/supprimer", "GET /{portal:portal}/entreprises/ajouter", "POST /{portal:portal}/entreprises/ajouter",
        "POST /{portal:portal}/entreprises/ajouter?handler=valider", "GET /{portal:portal}/journal", "GET /{portal:portal}/journal/export",
        "GET /{portal:portal}/utilisateurs/ajouter", "POST /{portal:portal}/utilisateurs/ajouter",
        "GET /{portal:portal}/utilisateurs/experts-comptables/declarer", "POST /{portal:portal}/utilisateurs/experts-comptables/declarer",
        "GET /{portal:portal}/utilisateurs/clients", "GET /{portal:portal}/utilisateurs/clients/{client}/{mandat}",
        "POST /{portal:portal}/utilisateurs/clients/{client}/{mandat}?handler=confier",
        "POST /{portal:portal}/utilisateurs/clients/{client}/{mandat}?handler=reprendre",
    ];

    private static readonly string[] OfAMember =
    [
        "GET /{portal:portal}/utilisateurs/{membre}/modifier", "POST /{portal:portal}/utilisateurs/{membre}/modifier",
        "POST /{portal:portal}/utilisateurs/{membre}?handler=renvoyer", "POST /{portal:portal}/utilisateurs/{membre}?handler=suspendre",
        "POST /{portal:portal}/utilisateurs/{membre}?handler=renouveler", "POST /{portal:portal}/utilisateurs/{membre}?handler=supprimer",
    ];

    [Fact]
    public void Z1_Every_form_of_the_back_office_is_somebody_s_work() => Assert.Equal(
        Matrix.Rows.Where(r => r.Value.Audience is Audience.Staff && r.Key.StartsWith("POST ", StringComparison.Ordinal)).Select(r => r.Key)
            .Concat(Matrix.StaffWork.Keys.Where(k => k.StartsWith("GET ", StringComparison.Ordinal))).Order(StringComparer.Ordinal),
        Matrix.StaffWork.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(StaffRole.Conseiller)]
    [InlineData(StaffRole.Gestionnaire)]
    [InlineData(StaffRole.ReferentMedical)]
    [InlineData(StaffRole.Superviseur)]
    [InlineData(StaffRole.AdministrateurTechnique)]
    public async Task Z1_Staff_of_each_role_is_refused_exactly_what_is_not_its_work(StaffRole role)
    {
        var client = await _site.Register($"client-{role}");
        await Invite($"m-{role}", $"{role}@invite.example");
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire) with { Client = client.Key, Invited = $"m-{role}" };
        using var staff = await _site.SignInStaff(role);

        foreach (var (name, row) in Matrix.Rows.Where(r => r.Value.Audience is Audience.Staff && !Ending(r.Key)))
        {
            var answer = (int)(await _walk.Send(staff, name, row.Call(things))).Status;
            var refused = Matrix.StaffWork.GetValueOrDefault(name).RefusedTo(role);
            Assert.True(refused is null ? answer is not 403 and < 500 : answer == refused, $"{role}: {name}: {answer}, {refused}");
        }
    }

    [Fact]
    public async Task Z1_Members_of_each_role_are_refused_exactly_what_is_the_administrators()
    {
        var accountant = await Accountant("role", null);
        var administrator = await Answers(DemoPeople.Nora);
        var collaborator = await Answers(DemoPeople.Hugues);
        var mandated = await Answers(accountant);

        Assert.Equal(["POST /{portal:portal}/entreprises/{siren}?handler=afficher"], With(administrator, 403));
        Assert.Equal(Administrators.Concat(OfAMember).Order(StringComparer.Ordinal), With(collaborator, 403));
        Assert.Equal(Administrators.Order(StringComparer.Ordinal), With(mandated, 403));
        // Beyond these who asks to be let in is the administrators' to know.
        var missing = With(administrator, 404).Except(Administrators).Append("POST /{portal:portal}/acces").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(missing, With(collaborator, 404));
        Assert.Equal(
            missing.Concat(OfAMember).Append("GET /{portal:portal}/utilisateurs/{membre}").Order(StringComparer.Ordinal),
            With(mandated, 404));
        Assert.All(administrator.Concat(collaborator).Concat(mandated), a => Assert.InRange(a.Value, 200, 499));
    }

    [Fact]
    public async Task Z4_Accountant_sees_nothing_before_accepting_their_companies_while_it_lasts_and_nothing_afterwards()
    {
        var brumont = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var vaudrelle = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Vaudrelle, DemoPeople.Claire);
        var person = await _site.Register("mandat");
        var ends = _site.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(2);
        await Invite("m-mandat", person.Email, ends);
        using var pending = _site.Stranger();
        await pending.SignIn(person);
        await _walk.AssertUnknown(pending, brumont, Audience.Customers);

        Assert.True((await Brumont.AnswerInvitation(person.Caller, Site.Fresh(), "m-mandat", true)).Ok);
        await Reads(pending, brumont, HttpStatusCode.OK);
        await _walk.AssertUnknown(pending, vaudrelle, Audience.Customers);

        await _site.Advance(TimeSpan.FromHours(3));
        using var expired = _site.Stranger();
        await expired.SignIn(person);
        await Reads(expired, brumont, HttpStatusCode.NotFound);
        await _walk.AssertUnknown(expired, brumont, Audience.Customers);
    }

    [Fact]
    public async Task Z4_Accountant_who_was_removed_keeps_what_another_space_gives_and_nothing_of_the_first()
    {
        var brumont = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var quillevreuse = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var person = await Accountant("parti", null);
        Assert.True((await _site.Grains.GetGrain<ISpaceGrain>(quillevreuse.Space)
            .Admit(Site.Fresh(), new Member(person.Key, SpaceRole.ExpertComptable, false, [DemoPeople.Quillevreuse.Key]))).Ok);
        using var browser = await _site.SignIn(person);
        await Reads(browser, brumont, HttpStatusCode.OK);

        Assert.True((await Brumont.Remove(DemoPeople.Nora.Caller, Site.Fresh(), "m-parti")).Ok);

        using var again = await _site.SignIn(person);
        await Reads(again, quillevreuse, HttpStatusCode.OK);
        await _walk.AssertUnknown(again, brumont, Audience.Customers);
    }

    [Fact]
    public async Task Z4_Invitation_is_answered_by_nobody_but_the_owner_of_its_address()
    {
        await Invite("m-autre", "autre@invite.example");
        var invitee = await _site.Register("autre-invitee");
        await Invite("m-sienne", invitee.Email);
        var things = Things.Unknown(DemoPeople.Portal) with { Invited = "m-autre" };
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var other = _site.Stranger();
        await other.SignIn(invitee);
        foreach (var browser in new[] { nora, ousmane, other })
        {
            foreach (var name in new[] { "POST /{portal:portal}/invitations", "POST /{portal:portal}/invitations?handler=plusieurs" })
            {
                var foreign = await _walk.Send(browser, name, Matrix.Rows[name].Call(things));
                var missing = await _walk.Send(browser, name, Matrix.Rows[name].Call(Things.Unknown(DemoPeople.Portal)));
                Assert.Equal((missing.Status, missing.Location), (foreign.Status, foreign.Location));
            }
        }

        Assert.Equal(2, await _site.Query<long>("SELECT count(*) FROM space_member WHERE member IN ('m-autre', 'm-sienne') AND status = 2"));
    }

    private static IEnumerable<string> With(IReadOnlyDictionary<string, int> answers, int status) =>
        answers.Where(a => a.Value == status).Select(a => a.Key).Order(StringComparer.Ordinal);

    // Each on things of their own company that nobody has touched; what takes the company away is asked for, and not done.
    private async Task<IReadOnlyDictionary<string, int>> Answers(DemoPerson person)
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        using var browser = await _site.SignIn(person);
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, row) in Matrix.Rows.Where(r => r.Value.Audience is Audience.Customers && !Ending(r.Key)))
        {
            if (person != DemoPeople.Nora || name is not "POST /{portal:portal}/entreprises/{siren}/supprimer")
                answers.Add(name, (int)(await _walk.Send(browser, name, row.Call(things))).Status);
        }
        return answers;
    }

    // It ends the session, or keeps it.
    private static bool Ending(string name) =>
        name.EndsWith("/deconnexion", StringComparison.Ordinal) || name.EndsWith("/session", StringComparison.Ordinal);

    private async Task<DemoPerson> Accountant(string name, DateTimeOffset? ends)
    {
        var person = await _site.Register(name);
        await Invite($"m-{name}", person.Email, ends);
        Assert.True((await Brumont.AnswerInvitation(person.Caller, Site.Fresh(), $"m-{name}", true)).Ok);
        return person;
    }

    private async Task Invite(string member, string address, DateTimeOffset? ends = null)
    {
        var invited = await Brumont.Invite(DemoPeople.Nora.Caller, Site.Fresh(), member, new Invitation(
            new PersonFacts("Madame", "Secrète", "Comptable", address, "", "0639980071", "Paie"),
            new MemberRights(
                SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, new GrantChange(false, GrantBase.None, [DemoPeople.Brumont.Key], []), null, ends),
            "552081317", "Cabinet Aubrelin"), new([.. Guid.NewGuid().ToByteArray()], member));
        Assert.True(invited.Ok, $"{invited.Refusal}");
    }

    private static async Task Reads(Visitor browser, Things things, HttpStatusCode expected)
    {
        Assert.Equal(expected, await browser.StatusOf($"/multi-siren/demandes/{things.Number}"));
        Assert.Equal(expected, await browser.StatusOf($"/multi-siren/fichiers/{things.File}"));
        Assert.Equal(expected, await browser.StatusOf($"/multi-siren/entreprises/{things.Siren}"));
        Assert.Equal(expected, await browser.StatusOf($"/multi-siren/salaries/{things.Employee}"));
    }
}
