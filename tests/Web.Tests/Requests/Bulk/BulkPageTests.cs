using System.Net;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests.Bulk;

/// <summary>Requests that an adviser chooses in the queues: what is said before, and what is followed after.</summary>
public sealed class BulkPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Confirmation_lists_what_is_left_out_and_the_batch_is_followed_to_its_end()
    {
        var (waiting, free) = (await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Pauline), await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire));
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do($"/gestion/demandes/{free.Number}", "retirer", ("item", free.Item))).StatusCode);
        Assert.Contains("data-chosen-name=\"demande\"", await claire.Read("/gestion/demandes?choisir=1"), StringComparison.Ordinal);

        var form = await claire.Form("/gestion/demandes?choisir=1");
        var asked = await Answer.Of(await claire.Send("/gestion/lot", form, ("geste", "clore"), ("demande", waiting.Number), ("demande", free.Number), ("demande", "2099-1"), ("demande", "<b>")));
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains("data-reached=\"1\" data-kept=\"1\"", asked.Body, StringComparison.Ordinal);
        Assert.Contains("Prise en charge par <bdi>Pauline Hestrade</bdi>", WebUtility.HtmlDecode(asked.Body), StringComparison.Ordinal);
        var wordless = await Answer.Of(await claire.Send("/gestion/lot?handler=lancer", form, ("geste", "clore"), ("demande", free.Number), ("motcommun", " ")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.Status);
        Assert.Contains("Écrivez ce que les clients liront", WebUtility.HtmlDecode(wordless.Body), StringComparison.Ordinal);

        var begun = await claire.Send("/gestion/lot?handler=lancer", form, ("geste", "clore"), ("demande", free.Number), ("motcommun", "Tout est réglé"));
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        var batch = begun.Headers.Location!.ToString();
        for (var tries = 0; tries < 200 && !(await claire.Read(batch)).Contains("data-ended=\"oui\"", StringComparison.Ordinal); tries++)
            await Task.Delay(50);
        var page = await claire.Read(batch);
        Assert.Contains("data-done=\"1\" data-total=\"1\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/gestion/demandes/{free.Number}\"", page, StringComparison.Ordinal);
        Assert.Contains("Tout est réglé", WebUtility.HtmlDecode(await ousmane.Read($"/multi-siren/demandes/{free.Number}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ousmane.StatusOf(batch.Replace("/gestion/traitements/gestion", "/multi-siren/traitements", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_chosen_nowhere_to_send_and_an_unknown_act_are_said_and_do_nothing()
    {
        using var claire = await site.SignIn(DemoPeople.Claire);
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        var form = await claire.Form("/gestion/demandes?choisir=1");

        var none = await Answer.Of(await claire.Send("/gestion/lot", form, ("geste", "prendre")));
        var nowhere = await Answer.Of(await claire.Send(
            "/gestion/lot?handler=lancer", form, ("geste", "transferer"), ("demande", things.Number), ("destination", "equipe/lune"), ("consignecommune", "Une consigne tapée")));
        using var unknown = await claire.Send("/gestion/lot", form, ("geste", "supprimer"), ("demande", things.Number));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (none.Status, nowhere.Status, unknown.StatusCode));
        Assert.Contains("Choisissez au moins une demande", WebUtility.HtmlDecode(none.Body), StringComparison.Ordinal);
        Assert.Contains("Choisissez une équipe ou un collègue", WebUtility.HtmlDecode(nowhere.Body), StringComparison.Ordinal);
        Assert.Contains("Une consigne tapée</textarea>", WebUtility.HtmlDecode(nowhere.Body), StringComparison.Ordinal);
    }
}
