using System.Net;
using Grains.Interfaces;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests.Ties;

/// <summary>Advice that is asked of the medical referees, on the pages of both sides.</summary>
public sealed class AdvicePageTests(Site site) : IClassFixture<Site>
{
    private const string Question = "Zibeline-trente-et-un";
    private const string Given = "Hermine-dix-sept";

    [Fact]
    public async Task Advice_is_asked_given_and_heard_of_live_and_stands_in_no_answer_to_the_customer()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        using var referee = await site.SignInStaff(StaffRole.ReferentMedical);
        await using var hers = await HubLink.Open(claire, portal: "gestion");
        var request = $"/gestion/demandes/{things.Number}";

        var none = await Answer.Of(await referee.Do(request, "rendreavis", ("avisrendu", Given)));
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "demanderavis", ("questionavis", Question))).StatusCode);
        var twice = await Answer.Of(await claire.Do(request, "demanderavis", ("questionavis", "Encore une question")));
        var empty = await Answer.Of(await referee.Do(request, "rendreavis", ("avisrendu", "  ")));
        Assert.All([none, twice, empty], a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.Status));
        Assert.Contains("Aucun avis n’est attendu", WebUtility.HtmlDecode(none.Body), StringComparison.Ordinal);
        Assert.Contains("Un avis est déjà demandé", WebUtility.HtmlDecode(twice.Body), StringComparison.Ordinal);
        Assert.Contains("Encore une question</textarea>", WebUtility.HtmlDecode(twice.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await claire.Do(request, "rendreavis", ("avisrendu", Given))).StatusCode);
        Assert.Contains(things.Number, await referee.Read("/gestion/demandes?file=avis"), StringComparison.Ordinal);
        Assert.Contains("data-queue=\"avis\"", await referee.Read("/gestion/demandes"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-queue=\"avis\"", await claire.Read("/gestion/demandes"), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=rendreavis", await claire.Read(request), StringComparison.Ordinal);
        Assert.Contains("data-advice", await claire.Read(request), StringComparison.Ordinal);
        Assert.Contains(Question, await referee.Read(request), StringComparison.Ordinal);

        var retracted = await claire.Do(request, "retireravis");
        Assert.Equal(HttpStatusCode.SeeOther, retracted.StatusCode);
        Assert.DoesNotContain(things.Number, await referee.Read("/gestion/demandes?file=avis"), StringComparison.Ordinal);
        Assert.Contains("retire sa demande d’avis", WebUtility.HtmlDecode(await claire.Read(request)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(request, "demanderavis", ("questionavis", Question))).StatusCode);

        Assert.Null(await hers.Watch($"desk/{things.Request}"));
        Assert.Equal(HttpStatusCode.SeeOther, (await referee.Do(request, "rendreavis", ("avisrendu", Given))).StatusCode);
        Assert.Equal($"desk/{things.Request}", (await hers.Next()).Topic);
        var seen = await claire.Read($"{request}/fragments/fil?since=0");
        Assert.Contains("msg inner advice", seen, StringComparison.Ordinal);
        Assert.Contains(Given, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("data-advice", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(things.Number, await referee.Read("/gestion/demandes?file=avis"), StringComparison.Ordinal);

        var own = $"/multi-siren/demandes/{things.Number}";
        foreach (var page in new[]
        {
            own, $"{own}/fragments/fil?since=0", $"{own}/impression", $"{own}/confirmation", $"{own}/fragments/presence", "/multi-siren/accueil",
            "/multi-siren/notifications", $"/multi-siren/demandes?q={things.Number}", "/multi-siren/journal/export",
        })
        {
            var body = (await ousmane.Ask(page)).Body;
            Assert.All([Question, Given, "éférent"], word => Assert.DoesNotContain(word, WebUtility.HtmlDecode(body), StringComparison.Ordinal));
        }
        foreach (var word in new[] { Question, Given })
            Assert.DoesNotContain("data-request-number", await ousmane.Read($"/multi-siren/demandes?q={word}"), StringComparison.Ordinal);
        using var anybody = site.Stranger();
        var mails = await anybody.Read("/demo/outbox.json");
        Assert.DoesNotContain(Question, mails, StringComparison.Ordinal);
        Assert.DoesNotContain(Given, mails, StringComparison.Ordinal);
    }
}
