using System.Net;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests.Ties;

/// <summary>Requests that advisers link or merge, on the pages of both sides.</summary>
public sealed class TiePageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Link_is_shown_live_on_both_open_pages_of_advisers_and_on_no_page_of_a_customer()
    {
        var here = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var there = await Things.Of(site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var pauline = await site.SignIn(DemoPeople.Pauline);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        await using var theirs = await HubLink.Open(pauline, portal: "gestion");
        Assert.Null(await theirs.Watch($"desk/{there.Request}"));
        var (request, other) = ($"/gestion/demandes/{here.Number}", $"/gestion/demandes/{there.Number}");

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "lier", ("numero", $" {there.Number} "))).StatusCode);

        Assert.Equal($"desk/{there.Request}", (await theirs.Next()).Topic);
        Assert.Contains($"data-link=\"{here.Number}\"", await pauline.Read($"{other}/fragments/fil?since=0"), StringComparison.Ordinal);
        Assert.Contains($"data-link=\"{there.Number}\"", await claire.Read(request), StringComparison.Ordinal);
        var own = $"/multi-siren/demandes/{here.Number}";
        foreach (var page in new[] { own, $"{own}/fragments/fil?since=0", $"{own}/impression", "/multi-siren/notifications", "/multi-siren/journal/export" })
            Assert.DoesNotContain(there.Number, (await ousmane.Ask(page)).Body, StringComparison.Ordinal);

        // From the other side, where it was not made.
        Assert.Equal(HttpStatusCode.SeeOther, (await pauline.Do(other, "delier", ("autre", here.Number))).StatusCode);
        Assert.DoesNotContain("data-link=", await claire.Read(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_ties_say_why_and_keep_the_number()
    {
        var here = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var there = await Things.Of(site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        var request = $"/gestion/demandes/{here.Number}";

        foreach (var (act, number, why) in new[]
        {
            ("lier", "2099-000001", "Aucune autre demande"), ("lier", "", "Aucune autre demande"), ("lier", here.Number, "Aucune autre demande"),
            ("lier", "2026-000001'; --", "Aucune autre demande"), ("fusionner", "2099-000001", "Aucune autre demande"),
            ("fusionner", there.Number, "ne sont pas de la même entreprise"),
        })
        {
            var refused = await Answer.Of(await claire.Do(request, act, ("numero", number)));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(why, WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
            Assert.Contains($"value=\"{WebUtility.HtmlEncode(number)}\"", refused.Body.Replace("&#x27;", "&#39;", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await claire.Do(request, "delier", ("autre", there.Number))).StatusCode);
        Assert.Contains("data-status=\"en-attente\"", await claire.Read(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_customers_see_a_merge_as_it_is_made_and_are_led_from_one_request_to_the_other()
    {
        var duplicate = await Things.Of(site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var kept = await Things.Of(site, DemoPeople.Irene, DemoPeople.Brumont, DemoPeople.Pauline);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var irene = await site.SignIn(DemoPeople.Irene);
        await using var hers = await HubLink.Open(nora);
        await using var theirs = await HubLink.Open(irene);
        Assert.Null(await hers.Watch($"request/{duplicate.Request}"));
        Assert.Null(await theirs.Watch($"request/{kept.Request}"));
        var (here, there) = ($"/multi-siren/demandes/{duplicate.Number}", $"/multi-siren/demandes/{kept.Number}");

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do($"/gestion/demandes/{duplicate.Number}", "fusionner", ("numero", kept.Number))).StatusCode);

        Assert.Equal($"request/{duplicate.Request}", (await hers.Next()).Topic);
        Assert.Equal($"request/{kept.Request}", (await theirs.Next()).Topic);
        var (before, after) = (WebUtility.HtmlDecode(await nora.Read($"{here}/fragments/fil?since=0")), await irene.Read($"{there}/fragments/fil?since=0"));
        Assert.Contains($"data-kept=\"{kept.Number}\"", before, StringComparison.Ordinal);
        Assert.Contains("Votre demande a été fusionnée avec une autre", before, StringComparison.Ordinal);
        // What is being written on an open page stays.
        Assert.DoesNotContain("data-part=\"composer\"", before, StringComparison.Ordinal);
        Assert.Contains($"data-absorbed=\"{duplicate.Number}\"", after, StringComparison.Ordinal);
        Assert.Contains("Secret de la maison", before, StringComparison.Ordinal);
        Assert.Contains("Ne plus suivre", WebUtility.HtmlDecode(await nora.Read(there)), StringComparison.Ordinal);

        var late = await Answer.Of(await nora.Do(here, "message", ("text", "Une dernière chose")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("Une dernière chose", WebUtility.HtmlDecode(late.Body), StringComparison.Ordinal);
        Assert.Contains("fusionnée avec une autre", WebUtility.HtmlDecode(late.Body), StringComparison.Ordinal);
        Assert.Matches($"href=\"{there}[^\"]*#composeur\"", late.Body);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(there, "message", ("text", "Une dernière chose"))).StatusCode);
        Assert.Contains("a fusionné votre demande", WebUtility.HtmlDecode(await nora.Read("/multi-siren/notifications")), StringComparison.Ordinal);
    }
}
