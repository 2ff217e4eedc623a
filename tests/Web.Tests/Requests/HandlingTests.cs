using System.Net;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>What an adviser's form leaves on the page: a refusal is said where it is looked for, and a closed request says by whom and why.</summary>
public sealed class HandlingTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task A_lost_race_to_take_charge_says_who_was_faster()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var pauline = await _site.SignIn(DemoPeople.Pauline);
        var page = (await claire.Ask("/gestion/demandes?file=non-attribuees")).Body;
        var number = System.Text.RegularExpressions.Regex.Match(page, "data-request-number=\"([^\"]+)\"").Groups[1].Value;
        var request = $"/gestion/demandes/{number}";
        var late = await pauline.Form(request);
        await claire.Do(request, "prendre");

        var answer = await Answer.Of(await pauline.Send($"{request}?handler=prendre", late));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"{DemoPeople.Claire.Name} a déjà pris cette demande en charge.", WebUtility.HtmlDecode(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_request_says_by_whom_and_why_and_can_be_opened_again()
    {
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var pauline = await _site.SignIn(DemoPeople.Pauline);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        var request = $"/gestion/demandes/{things.Number}";
        var wordless = await Answer.Of(await claire.Do(request, "clore", ("reason", "  ")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.Status);
        Assert.Contains("dites au client pourquoi", wordless.Body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "clore", ("reason", "Le bulletin est arrivé par courrier."))).StatusCode);

        var (hers, another) =
            (WebUtility.HtmlDecode(await claire.Read(request)),
                WebUtility.HtmlDecode((await pauline.Read(request)).Replace("<bdi>", "", StringComparison.Ordinal)
                    .Replace("</bdi>", "", StringComparison.Ordinal)));
        Assert.Contains("Vous l’avez close aujourd’hui", hers, StringComparison.Ordinal);
        Assert.Contains($"Close par {DemoPeople.Claire.Name} aujourd’hui", another, StringComparison.Ordinal);
        foreach (var page in new[] { hers, another, WebUtility.HtmlDecode(await ousmane.Read($"/multi-siren/demandes/{things.Number}")) })
            Assert.Contains("Le bulletin est arrivé par courrier.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await pauline.Do(request, "rouvrir")).StatusCode);
        Assert.Contains("Vous la traitez", await pauline.Read(request), StringComparison.Ordinal);
    }
}
