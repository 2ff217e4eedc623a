using System.Net;
using Grains.Interfaces.Spaces;
using Grains.Text;
using Microsoft.AspNetCore.Authorization;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Display;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>Rows Z1 and Z4: every route × every role × things of somebody else's, generated from the server's own table of routes.</summary>
public sealed class MatrixTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;
    private readonly MatrixWalk _walk = new(site);

    [Fact]
    public async Task Z1_Every_route_has_its_row()
    {
        var routes = (await RouteTable.Of(_site)).Select(r => r.Name).Distinct().ToList();

        Assert.Equal([], routes.Except(Matrix.Rows.Keys));
        Assert.Equal([], Matrix.Rows.Keys.Except(routes));
    }

    [Fact]
    public async Task Every_page_is_walked_by_axe_and_by_keyboard_or_is_said_not_to_be()
    {
        var asked = (await RouteTable.Of(_site)).Select(r => r.Name).Where(n => n.StartsWith("GET ", StringComparison.Ordinal)).Distinct().ToList();
        var said = Screens.Rows.Keys.Concat(Screens.Others.Keys).ToList();

        Assert.Equal([], asked.Except(said));
        Assert.Equal([], said.Except(asked));
    }

    [Fact]
    public async Task Every_endpoint_demands_authorization_or_is_said_to_be_open()
    {
        foreach (var (name, endpoint) in await RouteTable.Of(_site))
        {
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).ToList();
            switch (Matrix.Rows[name].Audience)
            {
                case Audience.Customers:
                    Assert.True(!open && policies.Contains("customers"), name);
                    break;
                case Audience.Staff:
                    Assert.True(!open && policies.Contains("staff"), name);
                    break;
                case Audience.Links:
                    Assert.True(!open && policies.Count > 0, name);
                    break;
                case Audience.Everybody:
                    Assert.True(open, name);
                    break;
            }
        }
    }

    [Fact]
    public async Task Z1_Rows_reach_what_they_name()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        foreach (var (name, row) in Matrix.Rows.Where(r => r.Value.Named))
        {
            // A row that cannot reach even its owner's things would make every foreign one look well guarded.
            var own = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
            var answer = await _walk.Send(row.Audience is Audience.Staff ? claire : ousmane, name, row.Call(own));
            Assert.True(answer.Status is not HttpStatusCode.NotFound && (int)answer.Status < 500 && answer.Status is not HttpStatusCode.BadRequest,
                $"{name}: {answer.Status}");
            // No more than so many wait at once, however many rows there are.
            await _site.Grains.GetGrain<ISpaceGrain>(own.Space).DecideMembership(
                DemoPeople.Ousmane.Caller, Site.Fresh(), own.MembershipRequest, null, "Non");
        }
    }

    [Fact]
    public async Task Z1_Things_of_another_company_are_as_unknown_as_what_does_not_exist()
    {
        var quillevreuse = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var vaudrelle = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Vaudrelle, DemoPeople.Claire);
        using var administrator = await _site.SignIn(DemoPeople.Nora);
        using var restricted = await _site.SignIn(DemoPeople.Hugues);
        using var accountant = await _site.SignIn(DemoPeople.Irene);
        using var otherSpace = await _site.SignIn(DemoPeople.Ousmane);
        foreach (
            var (who, whose) in new[] { (administrator, quillevreuse), (restricted, vaudrelle), (restricted, quillevreuse), (accountant, quillevreuse),
                (otherSpace, vaudrelle) })
            // Who is in the space reads who else is: MatrixRolesTests.
            await _walk.AssertUnknown(who, who == restricted ? whose with { Member = Things.Random() } : whose, Audience.Customers);
    }

    [Fact]
    public async Task Z4_Who_waits_to_be_let_in_sees_nothing_of_the_company_and_cannot_let_himself_in()
    {
        var brumont = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var waiting = await _site.Register("attente");
        Assert.True(
            (await _site.Grains.GetGrain<ISpaceGrain>(brumont.Space)
                .RequestMembership(Site.Fresh(), new MembershipRequest(waiting.Key, waiting.Name, DemoPeople.Brumont.Key))).Ok);
        using var applicant = await Enter(waiting);
        Assert.Equal(HttpStatusCode.OK, await applicant.StatusOf("/multi-siren/accueil"));

        await _walk.AssertUnknown(applicant, brumont, Audience.Customers);
        var himself =
            await applicant.Send("/multi-siren/acces", await applicant.Form("/multi-siren/profil"),
                [.. Matrix.Rows["POST /{portal:portal}/acces"].Call(brumont with { MembershipRequest = waiting.Key }).Fields!]);
        Assert.Equal(HttpStatusCode.NotFound, himself.StatusCode);

        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM company_access WHERE account = @account", ("@account", waiting.Key)));
        Assert.DoesNotContain("Secret", await applicant.Read("/multi-siren/accueil"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z4_Who_was_refused_reads_of_it_live_and_when_he_signs_in_and_sees_nothing_else()
    {
        var brumont = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var space = _site.Grains.GetGrain<ISpaceGrain>(brumont.Space);
        var refused = await _site.Register("refuse");
        var asking = new MembershipRequest(refused.Key, refused.Name, DemoPeople.Brumont.Key);
        Assert.True((await space.RequestMembership(Site.Fresh(), asking)).Ok);
        using var waiting = await Enter(refused);
        await using var link = await HubLink.Open(waiting);
        Assert.Null(await link.Watch($"account/{refused.Key}"));
        Assert.Contains("Sans réponse le", WebUtility.HtmlDecode(await waiting.Read("/multi-siren/accueil")), StringComparison.Ordinal);

        Assert.True((await space.DecideMembership(DemoPeople.Nora.Caller, Site.Fresh(), refused.Key, null, "Inconnu de l’entreprise")).Ok);

        Assert.Equal($"account/{refused.Key}", (await link.Next()).Topic);
        var said =
            $"Votre demande d’accès à {DemoPeople.Brumont.Name} n’a pas été acceptée le {FrenchDates.Long(_site.Services.GetRequiredService<TimeProvider>().GetUtcNow())}";
        Assert.Contains(said, WebUtility.HtmlDecode((await Answer.Of(await waiting.Fragment("/multi-siren/accueil"))).Body), StringComparison.Ordinal);
        await _site.Advance(TimeSpan.FromMinutes(2));
        using var again = await Enter(refused);
        var home = WebUtility.HtmlDecode(await again.Read("/multi-siren/accueil"));
        Assert.Contains(said, home, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", home, StringComparison.Ordinal);
        Assert.DoesNotContain("/demandes/nouvelle", home, StringComparison.Ordinal);
        Assert.DoesNotContain("/demarches", home, StringComparison.Ordinal);
        await _walk.AssertUnknown(again, brumont, Audience.Customers);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM company_access WHERE account = @account", ("@account", refused.Key)));
    }

    [Fact]
    public async Task Z4_Who_was_refused_then_admitted_then_removed_is_out_at_once()
    {
        var space = _site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont");
        var person = await _site.Register("admis");
        foreach (var role in new SpaceRole?[] { null, SpaceRole.Collaborateur })
        {
            Assert.True((await space.RequestMembership(Site.Fresh(), new MembershipRequest(person.Key, person.Name, DemoPeople.Brumont.Key))).Ok);
            Assert.True((await space.DecideMembership(DemoPeople.Nora.Caller, Site.Fresh(), person.Key, role, "Inconnu de l’entreprise")).Ok);
        }
        using var member = await Enter(person);
        Assert.DoesNotContain("acceptée", WebUtility.HtmlDecode(await member.Read("/multi-siren/accueil")), StringComparison.Ordinal);

        Assert.True((await space.Remove(DemoPeople.Nora.Caller, Site.Fresh(), person.Key)).Ok);

        Assert.Equal(HttpStatusCode.Unauthorized, await member.StatusOf("/multi-siren/accueil"));
    }

    private async Task<Visitor> Enter(DemoPerson person)
    {
        var browser = _site.Stranger();
        var before = await Codes();
        await browser.TypePassword(person, DemoPeople.Password);
        await Eventually.True(async () => await Codes() > before);
        await browser.TypeCode(person, await browser.MailedCode(person));
        return browser;

        async Task<int> Codes() =>
            (await _site.Services.GetRequiredService<Outbox>().Read(null, default)).Count(m => m.To == person.Email && m.Code is not null);
    }

    [Fact]
    public async Task Z1_Drafts_are_unknown_to_staff()
    {
        var nora = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var draft = nora with { Request = $"{nora.Portal}/{nora.Draft}", Number = nora.Draft, File = nora.DraftFile };

        await _walk.AssertUnknown(claire, draft, Audience.Staff);
    }

    [Fact]
    public async Task Z1_The_other_side_s_routes_and_strangers_get_the_door_or_nothing()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var colleague = await _site.Colleague("partie");
        using var removed = await _site.SignIn(colleague);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        Assert.True((await _site.Grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/brumont").Remove(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key)).Ok);
        using var staffWithCookie = claire.Tab();
        staffWithCookie.PutCookie("session", claire.Cookie("session", "gestion")!);
        using var customerWithCookie = nora.Tab();
        customerWithCookie.PutCookie("session", nora.Cookie("session")!, "gestion");

        await _walk.AssertClosed(_site.Stranger(), things, Audience.Customers, Audience.Staff, Audience.Links);
        await _walk.AssertClosed(removed, things, Audience.Customers, Audience.Staff, Audience.Links);
        await _walk.AssertClosed(claire, things, Audience.Customers);
        await _walk.AssertClosed(staffWithCookie, things, Audience.Customers);
        await _walk.AssertClosed(nora, things, Audience.Staff);
        await _walk.AssertClosed(customerWithCookie, things, Audience.Staff);
    }

    [Fact]
    public async Task B18_After_the_password_alone_no_route_opens()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        using var member = _site.Stranger();
        using var claire = _site.Stranger();
        Assert.Equal(HttpStatusCode.Found, (await member.TypePassword(await _site.Colleague("seuil"), DemoPeople.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await claire.TypePassword(DemoPeople.Claire, DemoPeople.Password)).StatusCode);

        await _walk.AssertClosed(member, things, Audience.Customers, Audience.Links);
        await _walk.AssertClosed(claire, things, Audience.Staff);
    }
}
