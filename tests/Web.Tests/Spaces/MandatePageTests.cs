using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>« Clients » in a firm's space, and who has a mandate passed on, in the client's.</summary>
public sealed class MandatePageTests : IDisposable
{
    private const string Clients = "/multi-siren/utilisateurs/clients";
    private const string Client = $"{Clients}/quillevreuse/{DemoMandates.Mandate}";
    private const string Mandate = $"/multi-siren/utilisateurs/{DemoMandates.Mandate}";
    private const string Home = "/multi-siren/accueil";
    private static readonly string Company = $"/multi-siren/entreprises/{DemoPeople.Quillevreuse.Siren}";
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Firm_s_administrator_reads_its_clients_and_nobody_else_does()
    {
        using var apolline = await _site.SignIn(DemoPeople.Apolline);
        using var sylvestre = await _site.SignIn(DemoPeople.Sylvestre);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);

        Assert.Contains("formaction=\"/multi-siren/utilisateurs/clients\"", await apolline.Read("/multi-siren/utilisateurs?espace=aubrelin"), StringComparison.Ordinal);
        Assert.DoesNotContain("utilisateurs/clients", await ousmane.Read("/multi-siren/utilisateurs"), StringComparison.Ordinal);
        var list = WebUtility.HtmlDecode(await apolline.Read(Clients));
        Assert.Contains("data-client=\"quillevreuse\"", list, StringComparison.Ordinal);
        Assert.Contains("Sylvestre Monfaucon", list, StringComparison.Ordinal);
        Assert.DoesNotContain("data-client", await apolline.Read($"{Clients}?q=introuvable"), StringComparison.Ordinal);
        Assert.Contains($"data-holder=\"{DemoMandates.Holder}\"", await apolline.Read(Client), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (await sylvestre.StatusOf(Clients), await sylvestre.StatusOf(Client)));
        Assert.DoesNotContain("data-client", await ousmane.Read(Clients), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await ousmane.StatusOf(Client), await ousmane.StatusOf($"{Client}?espace=aubrelin")));
        foreach (var who in new[] { sylvestre, ousmane })
        {
            var form = await who.Form("/multi-siren/profil");
            foreach (var handler in new[] { "confier", "reprendre" })
                Assert.Equal(who == sylvestre ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound,
                    (await who.Send($"{Client}?handler={handler}", form, ("personne", DemoMandates.Holder), ("collegue", "x"), ("sante", "1"))).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, await sylvestre.StatusOf(Company));
    }

    [Fact]
    public async Task Home_of_who_has_a_mandate_passed_on_lists_the_client_with_what_waits()
    {
        using var sylvestre = await _site.SignIn(DemoPeople.Sylvestre);
        await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);

        var home = WebUtility.HtmlDecode(await sylvestre.Read($"{Home}?entreprise=toutes"));

        Assert.Contains($"data-company=\"{DemoPeople.Quillevreuse.Siren}\"", home, StringComparison.Ordinal);
        var waits = Regex.Match(home, $"<tr role=\"row\" data-company=\"{DemoPeople.Quillevreuse.Siren}\">.*?data-l=\"En attente\">([^<]*)<").Groups[1].Value;
        Assert.Contains("à vous", waits, StringComparison.Ordinal);
        // The firm's space alone is watched, whatever clients there are.
        Assert.DoesNotContain("space/multi-siren/quillevreuse", home, StringComparison.Ordinal);
        Assert.Contains("space/multi-siren/aubrelin", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_said_at_their_fields_and_what_was_typed_is_kept()
    {
        using var apolline = await _site.SignIn(DemoPeople.Apolline);
        var taken = await apolline.Send($"{Client}?handler=reprendre", await apolline.Form(Client), ("personne", DemoMandates.Holder));
        Assert.Equal($"{Client}?espace=aubrelin&fait=repris", $"{taken.Headers.Location}");

        var wrong = await Answer.Of(await apolline.Send($"{Client}?handler=confier", await apolline.Form(Client),
            ("collegue", DemoPeople.Sylvestre.Key), ("portee", "choix"), ("sante", "1"), ("jusquau", "31/02/2027")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("id=\"f-portee-e\"", wrong.Body, StringComparison.Ordinal);
        Assert.Contains("id=\"f-jusquau-e\"", wrong.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"31/02/2027\"", wrong.Body, StringComparison.Ordinal);
        Assert.Matches($"<option value=\"{DemoPeople.Sylvestre.Key}\" selected", wrong.Body);
        foreach (var (fields, at) in new (string[] Fields, string At)[]
        {
            (["collegue=", "portee=tout", "sante=1"], "f-collegue-e"), (["collegue=personne", "portee=tout", "sante=1"], "f-collegue-e"),
            ([$"collegue={DemoPeople.Sylvestre.Key}", "portee=tout"], "f-sante-e"), ([$"collegue={DemoPeople.Sylvestre.Key}", "portee=tout", "sante=3"], "f-portee-e"),
            ([$"collegue={DemoPeople.Sylvestre.Key}", "portee=choix", "societes=812345676", "sante=1"], "f-portee-e"),
            ([$"collegue={DemoPeople.Sylvestre.Key}", "portee=tout", "sante=1", "jusquau=01/01/2020"], "f-jusquau-e"),
        })
        {
            var answer = await Answer.Of(await apolline.Send($"{Client}?handler=confier", await apolline.Form(Client),
                [.. fields.Select(f => f.Split('=')).Select(f => (f[0], f[1]))]));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (answer.Status, answer.Body.Contains($"id=\"{at}\"", StringComparison.Ordinal)));
        }

        var passed = await apolline.Send($"{Client}?handler=confier", await apolline.Form(Client),
            ("collegue", DemoPeople.Sylvestre.Key), ("portee", "choix"), ("societes", DemoPeople.Quillevreuse.Siren), ("sante", "1"));
        Assert.Equal($"{Client}?espace=aubrelin&fait=confie", $"{passed.Headers.Location}");
        Assert.Contains("data-holder=\"h-", await apolline.Read(Client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_reads_who_has_its_mandate_and_ends_each_at_once_on_open_pages()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var gwenaelle = await _site.SignIn(DemoPeople.Gwenaelle);
        using var sylvestre = await _site.SignIn(DemoPeople.Sylvestre);
        Assert.Contains("Confié à", WebUtility.HtmlDecode(await ousmane.Read("/multi-siren/utilisateurs")), StringComparison.Ordinal);
        var sheet = await ousmane.Read(Mandate);
        Assert.Contains($"data-holder=\"{DemoMandates.Holder}\"", sheet, StringComparison.Ordinal);
        Assert.Contains("handler=reprendre", sheet, StringComparison.Ordinal);
        var read = await gwenaelle.Read(Mandate);
        Assert.Contains($"data-holder=\"{DemoMandates.Holder}\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=reprendre", read, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await gwenaelle.Send($"{Mandate}?handler=reprendre", await gwenaelle.Form("/multi-siren/profil"), ("personne", DemoMandates.Holder))).StatusCode);
        // Members have sheets of their own.
        Assert.Equal(HttpStatusCode.BadRequest,
            (await ousmane.Send($"{Mandate}?handler=reprendre", await ousmane.Form(Mandate), ("personne", DemoPeople.Gwenaelle.Key))).StatusCode);
        await using var link = await HubLink.Open(sylvestre);
        Assert.Null(await link.Watch($"account/{DemoPeople.Sylvestre.Key}"));

        var form = await ousmane.Form(Mandate);
        var removed = await ousmane.Send($"{Mandate}?handler=reprendre", form, ("personne", DemoMandates.Holder));
        var again = await ousmane.Send($"{Mandate}?handler=reprendre", form, ("personne", DemoMandates.Holder));

        Assert.Equal(($"{Mandate}?fait=retire", $"{Mandate}?fait=retire"), ($"{removed.Headers.Location}", $"{again.Headers.Location}"));
        Assert.Equal($"account/{DemoPeople.Sylvestre.Key}", (await link.Next()).Topic);
        Assert.Equal(HttpStatusCode.NotFound, await sylvestre.StatusOf(Company));
        Assert.DoesNotContain(DemoPeople.Quillevreuse.Siren, await sylvestre.Read(Home), StringComparison.Ordinal);
        Assert.Contains("Mandat repris à Sylvestre Monfaucon", WebUtility.HtmlDecode(await ousmane.Read("/multi-siren/journal")), StringComparison.Ordinal);
        Assert.Contains("Mandat confié à Sylvestre Monfaucon", WebUtility.HtmlDecode(await ousmane.Read("/multi-siren/journal?type=utilisateurs")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accountant_chooses_whom_each_mandate_is_accepted_for_and_several_are_for_the_firm_together()
    {
        foreach (var (space, by, member) in new[] { ("multi-siren/brumont", DemoPeople.Nora, "m-1"), ("multi-siren/sarrazeuil", DemoPeople.Irene, "m-2") })
            await Invite(space, by, member);
        using var apolline = await _site.SignIn(DemoPeople.Apolline);
        var home = WebUtility.HtmlDecode(await apolline.Read(Home));
        Assert.Matches("name=\"cabinet\"[^>]*><option value=\"\">|<option value=\"aubrelin\">", home);

        var foreign = await apolline.Send("/multi-siren/invitations", await apolline.Form(Home),
            ("espace", "brumont"), ("membre", "m-1"), ("reponse", "oui"), ("cabinet", "sarrazeuil"));
        Assert.Equal($"{Home}?fin=cabinet", $"{foreign.Headers.Location}");
        Assert.Contains("cabinet désigné", WebUtility.HtmlDecode(await apolline.Read($"{Home}?fin=cabinet")), StringComparison.Ordinal);
        var several = await apolline.Send("/multi-siren/invitations?handler=plusieurs", await apolline.Form(Home),
            ("choix", "brumont~m-1"), ("choix", "sarrazeuil~m-2"), ("cabinet", ""));

        Assert.Equal($"{Home}?fin=rejoints", $"{several.Headers.Location}");
        Assert.Equal(3, Regex.Count(await apolline.Read($"{Clients}?espace=aubrelin"), "data-client="));

        await Invite("multi-siren/brumont", DemoPeople.Nora, "m-3", remove: "m-1");
        using var later = await _site.SignIn(DemoPeople.Apolline);
        var alone = await later.Send("/multi-siren/invitations", await later.Form(Home), ("espace", "brumont"), ("membre", "m-3"), ("reponse", "oui"), ("cabinet", ""));
        Assert.Equal($"{Home}?fin=rejoint", $"{alone.Headers.Location}");
        Assert.Equal(2, Regex.Count(await later.Read($"{Clients}?espace=aubrelin"), "data-client="));
    }

    [Fact]
    public async Task Mandate_accepted_for_oneself_is_placed_in_the_firm_s_space_later_and_its_client_sees_where()
    {
        const string sheet = "/multi-siren/utilisateurs/m-1?espace=brumont";
        const string place = "/multi-siren/utilisateurs/m-1?handler=placer&espace=brumont";
        await Invite("multi-siren/brumont", DemoPeople.Nora, "m-1");
        using var apolline = await _site.SignIn(DemoPeople.Apolline);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await apolline.Send("/multi-siren/invitations", await apolline.Form(Home), ("espace", "brumont"), ("membre", "m-1"), ("reponse", "oui"), ("cabinet", ""));
        Assert.Contains("<option value=\"aubrelin\">", await apolline.Read(sheet), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=placer", await nora.Read("/multi-siren/utilisateurs/m-1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Send("/multi-siren/utilisateurs/m-1?handler=placer", await nora.Form("/multi-siren/profil"), ("cabinet", "aubrelin"))).StatusCode);
        var foreign = await Answer.Of(await apolline.Send(place, await apolline.Form(sheet), ("cabinet", "sarrazeuil")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, foreign.Status);
        Assert.Contains("href=\"#cabinet\"", foreign.Body, StringComparison.Ordinal);

        var placed = await apolline.Send(place, await apolline.Form(sheet), ("cabinet", "aubrelin"));

        Assert.Equal($"{sheet}&fait=place", $"{placed.Headers.Location}");
        Assert.DoesNotContain("handler=placer", await apolline.Read(sheet), StringComparison.Ordinal);
        Assert.Contains("data-client=\"brumont\"", await apolline.Read($"{Clients}?espace=aubrelin"), StringComparison.Ordinal);
        Assert.Contains("<bdi>Cabinet Aubrelin</bdi><span class=\"sub\">", await nora.Read("/multi-siren/utilisateurs/m-1"), StringComparison.Ordinal);
        Assert.Matches("Mandat de .*Apolline Aubrelin-Costes.* placé dans l’espace", WebUtility.HtmlDecode(await nora.Read("/multi-siren/journal")));
    }

    private async Task Invite(string space, DemoPerson by, string member, string? remove = null)
    {
        var grain = _site.Grains.GetGrain<ISpaceGrain>(space);
        if (remove is not null)
            Assert.True((await grain.Remove(by.Caller, Site.Fresh(), remove)).Ok);
        var invitation = new Invitation(
            new("Madame", "Apolline", "Aubrelin-Costes", DemoPeople.Apolline.Email, "", "0639980056", "Experte"),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, GrantChange.Everything, null, null), DemoMandates.Firm.Siren, DemoMandates.Firm.Name);
        Assert.True((await grain.Invite(by.Caller, Site.Fresh(), member, invitation, new([1, 2, 3, 4, 5, 6, 7, 8], member))).Ok);
    }
}
