using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Silo.Demo;
using Silo.Messaging;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Colleagues' accounts as a supervisor manages them; a site of its own, for one of them leaves.</summary>
public sealed partial class ColleaguePageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/gestion/equipe";

    [Fact]
    public async Task Invited_colleague_opens_the_link_of_the_mail_and_a_revoked_one_is_dead()
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        var wrong = await Answer.Of(await lucien.Send(Page, await lucien.Form(Page), ("prenom", "Noé"), ("nom", ""), ("courriel", "noe"), ("role", "")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("value=\"noe\"", wrong.Body, StringComparison.Ordinal);
        Assert.Contains("Choisissez un rôle", WebUtility.HtmlDecode(wrong.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await Invite(lucien)).StatusCode);
        var taken = await Answer.Of(await Invite(lucien));
        Assert.Contains("a déjà cette adresse", WebUtility.HtmlDecode(taken.Body), StringComparison.Ordinal);

        using var stranger = site.Stranger();
        var link = await Link();
        Assert.Contains("noe.valbrune@maison.example", await stranger.Read(link), StringComparison.Ordinal);
        var account = Account().Match(link).Groups[1].Value;
        Assert.Contains("Invité, lien valable", WebUtility.HtmlDecode(await lucien.Read($"{Page}/{account}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Do($"{Page}/{account}", "revoquer")).StatusCode);

        Assert.Equal(HttpStatusCode.Gone, await stranger.StatusOf(link));
        Assert.Equal(HttpStatusCode.NotFound, await lucien.StatusOf($"{Page}/{account}"));
    }

    [Fact]
    public async Task Colleague_who_leaves_is_out_at_once_and_their_requests_are_counted_first()
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        using var pauline = await site.SignIn(DemoPeople.Pauline);
        var page = $"{Page}/{DemoPeople.Pauline.Key}";
        Assert.Equal(HttpStatusCode.Forbidden, await pauline.StatusOf(page));
        Assert.DoesNotContain("id=\"prenom\"", await pauline.Read(Page), StringComparison.Ordinal);
        Assert.Contains("data-open=\"", await lucien.Read(page), StringComparison.Ordinal);
        var unreasoned = await Answer.Of(await lucien.Do(page, "depart", ("cause", ""), ("vers", DemoPeople.Claire.Key)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreasoned.Status);
        Assert.Contains("Donnez un motif", WebUtility.HtmlDecode(unreasoned.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Do(page, "role", ("role", "Gestionnaire"), ("vue", "Conseiller"))).StatusCode);
        var stale = await Answer.Of(await lucien.Do(page, "role", ("role", "ReferentMedical"), ("vue", "Conseiller")));
        Assert.Contains("a été changé entre-temps", WebUtility.HtmlDecode(stale.Body), StringComparison.Ordinal);
        var own = $"{Page}/{DemoPeople.Lucien.Key}";
        Assert.DoesNotContain("handler=depart", await lucien.Read(own), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lucien.Send(
            $"{own}?handler=role", await lucien.Form(page), ("role", "AdministrateurTechnique"), ("vue", "Superviseur"))).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Do(page, "depart", ("cause", "Mutation"), ("vers", DemoPeople.Claire.Key))).StatusCode);

        Assert.NotEqual(HttpStatusCode.OK, await pauline.StatusOf("/gestion/demandes"));
        await Eventually.True(async () => await site.Query<long>(
            $"SELECT count(*) FROM request_list WHERE handler = '{DemoPeople.Pauline.Key}' AND status IN (1, 2, 3)") == 0);
        Assert.Contains("Compte fermé", WebUtility.HtmlDecode(await lucien.Read(page)), StringComparison.Ordinal);
        Assert.Contains("Demandes d’un collègue parti", WebUtility.HtmlDecode(await lucien.Read("/gestion/traitements")), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lucien.Do(page, "retour", ("cause", ""))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Do(page, "retour", ("cause", "De retour"))).StatusCode);
        Assert.Contains("Accès à refaire, lien valable", WebUtility.HtmlDecode(await lucien.Read(page)), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Invite(Visitor by) => await by.Send(
        Page, await by.Form(Page), ("prenom", "Noé"), ("nom", "Valbrune"), ("courriel", "noe.valbrune@maison.example"), ("role", $"{StaffRole.Conseiller}"));

    private async Task<string> Link()
    {
        string? link = null;
        await Eventually.True(async () => (link = (await site.Services.GetRequiredService<Outbox>().Read(null, default))
            .LastOrDefault(m => m.To == "noe.valbrune@maison.example")?.Link) is not null);
        return new Uri(link!).PathAndQuery;
    }

    [GeneratedRegex("compte=([^&]+)")]
    private static partial Regex Account();
}
