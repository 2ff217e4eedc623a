using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests.Routing;

/// <summary>The rules of routing, as a supervisor writes them; a site of its own, for they hold for everybody.</summary>
public sealed partial class RoutingPageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/gestion/routage";

    [Fact]
    public async Task Supervisor_writes_a_rule_counts_what_it_would_move_and_applies_it()
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        using var claire = await site.SignIn(DemoPeople.Claire);
        Assert.Equal(HttpStatusCode.Forbidden, (await claire.Send(Page, await claire.Form("/gestion/demandes?choisir=1"), ("quoi", "theme/sante/"), ("equipe", "retraite"))).StatusCode);
        Assert.DoesNotContain("id=\"quoi\"", await claire.Read(Page), StringComparison.Ordinal);

        var wrong = await Answer.Of(await lucien.Send(Page, await lucien.Form(Page), ("quoi", "theme/sante/"), ("siren", "12 34"), ("equipe", "retraite")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Un SIREN compte neuf chiffres", WebUtility.HtmlDecode(wrong.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"12 34\"", wrong.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lucien.Send(Page, await lucien.Form(Page), ("quoi", "theme/lune/"), ("equipe", "retraite"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Send(Page, await lucien.Form(Page), ("quoi", "theme/sante/"), ("siren", ""), ("equipe", "retraite"))).StatusCode);
        Assert.Contains("Santé", WebUtility.HtmlDecode(await claire.Read(Page)), StringComparison.Ordinal);

        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        Assert.Equal("retraite", await site.Query<string>($"SELECT team FROM request_list WHERE number = '{things.Number}'"));
        var counted = int.Parse(Affected().Match(await lucien.Read($"{Page}?compter=1")).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(counted > 0, "The demo has open requests about care that nobody has.");
        var begun = await lucien.Send($"{Page}?handler=appliquer", await lucien.Form($"{Page}?compter=1"));
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        var batch = begun.Headers.Location!.ToString();
        for (var tries = 0; tries < 200 && !(await lucien.Read(batch)).Contains("data-ended=\"oui\"", StringComparison.Ordinal); tries++)
            await Task.Delay(50);
        Assert.Contains($"data-done=\"{counted}\" data-total=\"{counted}\"", await lucien.Read(batch), StringComparison.Ordinal);
        Assert.Contains("data-affected=\"0\"", await lucien.Read($"{Page}?compter=1"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Do(Page, "retirer", ("regle", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lucien.Do(Page, "retirer", ("regle", "1"))).StatusCode);
    }

    [GeneratedRegex("data-affected=\"(\\d+)\"")]
    private static partial Regex Affected();
}
