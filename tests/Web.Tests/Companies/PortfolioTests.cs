using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Companies;

/// <summary>The portfolio's pages: read by members, changed by administrators.</summary>
public sealed class PortfolioTests(Site site) : IClassFixture<Site>
{
    private const string List = $"/{DemoPeople.Portal}/entreprises";
    private const string Add = $"{List}/ajouter";

    [Fact]
    public async Task Administrator_adds_a_company_with_its_number_and_finds_it_in_the_list()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        Assert.DoesNotContain("data-company=\"491377206\"", await nora.Read(List), StringComparison.Ordinal);
        var step = $"{Add}?siren=491%20377%20206";

        var proven = await nora.Send(Add, await nora.Form(step), ("siren", "491377206"), ("numero", "701 059"));
        Assert.Equal($"{Add}?etape=3", $"{proven.Headers.Location}");
        Assert.Contains("Trois-Fontaines", await nora.Read($"{Add}?etape=3"), StringComparison.Ordinal);
        var added = await nora.Send($"{Add}?handler=valider", await nora.Form($"{Add}?etape=3"));

        var page = WebUtility.HtmlDecode(await nora.Read($"{added.Headers.Location}"));
        Assert.Contains("L’entreprise est ajoutée", page, StringComparison.Ordinal);
        Assert.Contains("data-company=\"491377206\"", page, StringComparison.Ordinal);
        Assert.Contains("Contrats", await nora.Read($"{List}/491377206"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_that_the_company_has_already_are_told_by_mail()
    {
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        await ousmane.Send(Add, await ousmane.Form($"{Add}?siren={DemoPeople.Brumont.Siren}"), ("siren", DemoPeople.Brumont.Siren), ("numero", "700100"));
        await ousmane.Send($"{Add}?handler=valider", await ousmane.Form($"{Add}?etape=3"));

        IReadOnlyList<DemoMessage> sent = [];
        await Eventually.True(async () => (sent = [.. (await site.Services.GetRequiredService<Outbox>().Read(null, default))
            .Where(m => m.Subject.StartsWith("Une entreprise rejoint", StringComparison.Ordinal))]).Count >= 2);
        Assert.Equal(new[] { DemoPeople.Irene.Email, DemoPeople.Nora.Email }.Order(), sent.Select(m => m.To).Order());
        Assert.All(sent, m => Assert.Contains($"{DemoPeople.Ousmane.Name} vient d’ajouter l’entreprise {DemoPeople.Brumont.Name}", m.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Z6_Known_and_unknown_companies_answer_alike()
    {
        using var irene = await site.SignIn(DemoPeople.Irene);

        var known = await Tried(irene, "604128736");
        var unknown = await Tried(irene, "732829320");

        Assert.Equal(unknown, known);
        Assert.Contains("ne nous permettent pas", known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z6_Twenty_wrong_numbers_close_the_addition_for_the_account_until_the_next_day()
    {
        var person = DemoPeople.Nora;
        var proofs = site.Grains.GetGrain<ICompanyProofGrain>(person.Key);
        for (var i = 0; i < 20; i++)
            Assert.Equal(ProofAnswer.Wrong, await proofs.Prove(person.Caller, Site.Fresh(), new CompanyProof("604128736", $"{i}")));
        using var nora = await site.SignIn(person);

        var closed = await nora.Send(Add, await nora.Form($"{Add}?siren=604128736"), ("siren", "604128736"), ("numero", "700648"));

        Assert.Contains("fermé jusqu’à demain", WebUtility.HtmlDecode(await closed.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await site.Advance(TimeSpan.FromDays(1));
        using var again = await site.SignIn(person);
        Assert.Equal($"{Add}?etape=3",
            $"{(await again.Send(Add, await again.Form($"{Add}?siren=604128736"), ("siren", "604128736"), ("numero", "700648"))).Headers.Location}");
    }

    [Fact]
    public async Task Z3_Member_who_is_no_administrator_reads_the_list_and_may_change_nothing()
    {
        using var hugues = await site.SignIn(DemoPeople.Hugues);
        var page = await hugues.Read(List);
        var form = await hugues.Form($"/{DemoPeople.Portal}/profil");

        Assert.Contains($"data-company=\"{DemoPeople.Brumont.Siren}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ajouter", page, StringComparison.Ordinal);
        Assert.DoesNotContain("supprimer", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await hugues.StatusOf(Add));
        Assert.Equal(HttpStatusCode.Forbidden, (await hugues.Send(Add, form, ("siren", "604128736"), ("numero", "700648"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await hugues.Send($"{List}/{DemoPeople.Brumont.Siren}/supprimer", form, ("accord", "oui"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await hugues.Send($"{List}/{DemoPeople.Vaudrelle.Siren}/supprimer", form, ("accord", "oui"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await hugues.StatusOf($"{List}/{DemoPeople.Brumont.Siren}"));
    }

    [Fact]
    public async Task Added_to_a_space_of_others_is_not_found()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);

        var answer = await nora.Send($"{Add}?handler=valider", await nora.Form($"{Add}?siren=491377206"), ("espace", $"{DemoPeople.Portal}/quillevreuse"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Removed_company_is_gone_at_once_with_its_requests_and_comes_back_by_its_number_alone()
    {
        using var irene = await site.SignIn(DemoPeople.Irene);
        await using var link = await HubLink.Open(irene);
        Assert.Null(await link.Watch($"space/{DemoPeople.Portal}/sarrazeuil"));
        var page = $"{List}/{DemoPeople.Vaudrelle.Siren}/supprimer";
        Assert.Contains("Vous ne verrez plus", await irene.Read(page), StringComparison.Ordinal);
        // Without the word that the consequences were read nothing happens.
        Assert.Equal(page, $"{(await irene.Send(page, await irene.Form(page))).Headers.Location}");

        var removed = await irene.Send($"{page}?entreprise={DemoPeople.Vaudrelle.Siren}", await irene.Form(page), ("accord", "oui"));

        Assert.Equal($"{List}?fin=retiree&entreprise=toutes", $"{removed.Headers.Location}");
        Assert.Contains("est retirée", WebUtility.HtmlDecode(await irene.Read($"{removed.Headers.Location}")), StringComparison.Ordinal);
        Assert.Equal($"space/{DemoPeople.Portal}/sarrazeuil", (await link.Next()).Topic);
        Assert.Equal(HttpStatusCode.NotFound, await irene.StatusOf($"{List}/{DemoPeople.Vaudrelle.Siren}"));
        Assert.Equal(HttpStatusCode.NotFound, await irene.StatusOf($"/{DemoPeople.Portal}/demandes?entreprise={DemoPeople.Vaudrelle.Siren}"));
        using var nora = await site.SignIn(DemoPeople.Nora);
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf($"{List}/{DemoPeople.Vaudrelle.Siren}"));
    }

    private static async Task<string> Tried(Visitor visitor, string siren)
    {
        var answer = await visitor.Send(Add, await visitor.Form($"{Add}?siren={siren}"), ("siren", siren), ("numero", "999999"));
        var body = await answer.Content.ReadAsStringAsync();
        var spelled = $"{siren[..3]}\u202f{siren[3..6]}\u202f{siren[6..]}";
        return $"{answer.StatusCode} " + Regex.Replace(WebUtility.HtmlDecode(body), "(value|nonce|data-drawn)=\"[^\"]*\"|[0-9]{3}\\s[0-9]{3}\\s[0-9]{3}", "")
            .Replace(siren, "", StringComparison.Ordinal).Replace(spelled, "", StringComparison.Ordinal);
    }
}
