using System.Net;
using Grains.Interfaces.Requests;
using Silo;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>What both sides see of a request once it is sent: every answer of its form, and what is still asked for.</summary>
public sealed class SentRequestTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task Every_answer_of_the_form_is_shown_to_the_customer_and_to_the_adviser()
    {
        var number = await Sent(new()
        {
            ["prenom"] = "Éléonore", ["nom"] = "Autrenom", ["courriel"] = "eleonore@autre.example", ["telephone"] = "0611223347",
                ["company"] = DemoPeople.Brumont.Key,
            ["domaine"] = "prevoyance", ["theme"] = "arret", ["motif"] = "pieces", ["message"] = "Ce que je demande.",
        });
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);

        foreach (
            var page in new[] { (await nora.Ask($"/multi-siren/demandes/{number}")).Body,
                (await claire.Ask($"/gestion/demandes/{number}")).Body }.Select(WebUtility.HtmlDecode))
        {
            foreach (
                var answer in new[] { "Éléonore", "Autrenom", "eleonore@autre.example", "06\u00a011\u00a022\u00a033\u00a047", "Prévoyance", "Arrêt de travail",
                    "Pièces à fournir", "href=\"#m1\"", "Ce que je demande." })
                Assert.Contains(answer, page, StringComparison.Ordinal);
        }
        Assert.Contains("<h2>Votre demande</h2>", (await nora.Ask($"/multi-siren/demandes/{number}")).Body, StringComparison.Ordinal);
        Assert.Contains("Autrenom",
            WebUtility.HtmlDecode(await (await nora.Fragment($"/multi-siren/demandes/{number}/fragments/fil?since=2")).Content.ReadAsStringAsync()),
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_stays_asked_after_a_message_until_it_is_handed_in_or_withdrawn()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var (page, bench) = ($"/multi-siren/demandes/{things.Number}", $"/gestion/demandes/{things.Number}");
        var request = _site.Grains.GetGrain<IRequestGrain>(things.Request);
        Assert.True((await request.AskFor(DemoPeople.Claire.Caller, Site.Fresh(), ["RIB"], "")).Ok);
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);

        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Say(things.Number, "Le bulletin arrive demain.")).StatusCode);
        var answered = await nora.Ask(page);
        Assert.Contains("data-status=\"en-cours\"", answered.Body, StringComparison.Ordinal);
        Assert.Equal(2, answered.Body.Split("data-deposit").Length - 1);
        Assert.Contains("Il manque encore 2 pièces\u00a0: Bulletin secret, RIB.", WebUtility.HtmlDecode(answered.Body), StringComparison.Ordinal);

        Assert.True((await request.HandIn(DemoPeople.Nora.Caller, Site.Fresh(), things.Item, await Things.Upload(_site, DemoPeople.Nora))).Ok);
        var handedIn = WebUtility.HtmlDecode((await nora.Ask(page)).Body);
        Assert.Equal(1, handedIn.Split("data-deposit").Length - 1);
        Assert.Contains("Il manque encore une pièce\u00a0: RIB.", handedIn, StringComparison.Ordinal);
        var seen = await claire.Ask(bench);
        Assert.Contains("1 sur 2", seen.Body, StringComparison.Ordinal);
        Assert.Contains("Une pièce manque encore", WebUtility.HtmlDecode(seen.Body), StringComparison.Ordinal);
        Assert.Contains("Bulletin secret", seen.Body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(bench, "retirer", ("item", seen.Field("item")))).StatusCode);
        var withdrawn = WebUtility.HtmlDecode((await nora.Ask(page)).Body);
        Assert.DoesNotContain("data-deposit", withdrawn, StringComparison.Ordinal);
        Assert.Contains("n’est plus demandée\u00a0: <b>RIB</b>", withdrawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_refused_file_of_a_message_is_named_with_its_reason_and_the_good_ones_stay()
    {
        var number = await Sent(new()
        {
            ["prenom"] = "N", ["nom"] = "V", ["courriel"] = DemoPeople.Nora.Email, ["company"] = DemoPeople.Brumont.Key,
            ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Bonjour",
        });
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = $"/multi-siren/demandes/{number}";
        var form = await nora.Form(page);
        using var body =
            new MultipartFormDataContent { { new StringContent(form.Token), "jeton" }, { new StringContent(form.Key), "cle" },
                { new StringContent("Voici."), "text" } };
        foreach (
            var (name, content) in new[] { ("photo.heic", [0, 0, 0, 24]), ("page.html", "<p>"u8.ToArray()), ("bon.pdf", Things.Pdf),
                ("vide.pdf", Array.Empty<byte>()) })
            body.Add(new ByteArrayContent(content), "files", name);

        var refused = await nora.Ask(HttpMethod.Post, $"{page}?handler=message", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var said = WebUtility.HtmlDecode(refused.Body);
        foreach (
            var line in new[] { "<p>photo.heic\u00a0: Ce format de photo (HEIC)", "<p>page.html\u00a0: Ce fichier n’est ni",
                "<p>vide.pdf\u00a0: Ce fichier est vide.", "<b>bon.pdf</b>", ">Voici.</textarea>" })
            Assert.Contains(line, said, StringComparison.Ordinal);
    }

    private async Task<string> Sent(Dictionary<string, string> answers)
    {
        var request = _site.Grains.GetGrain<IRequestGrain>($"multi-siren/{Things.Random()}");
        Assert.True((await request.Begin(DemoPeople.Nora.Caller, Site.Fresh(), "contact", DemoPeople.Brumont.Key)).Ok);
        Assert.True((await request.SaveDraft(DemoPeople.Nora.Caller, Site.Fresh(), new DraftPage(4, answers))).Ok);
        return (await request.Send(DemoPeople.Nora.Caller, Site.Fresh(),
            await _site.Services.GetRequiredService<Grains.Requests.RequestNumbers>().Next(default))).Value!.Number;
    }
}
