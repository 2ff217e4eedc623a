using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Tests.Fixtures;
using Web.Security;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests.Replies;

/// <summary>« Réponses types »: what supervisors write, and to which requests it is offered.</summary>
public sealed class ReplyPageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/gestion/reponses?portail=multi-siren";
    private readonly Site _site = site;

    [Fact]
    public async Task Supervisor_writes_changes_and_removes_one_and_open_pages_are_told()
    {
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        await using var link = await HubLink.Open(claire.Site.Address, claire.Cookies, "gestion");
        Assert.Null(await link.Watch("desk/reponses"));
        var offered = $"/gestion/demandes/{things.Number}/reponses";

        Assert.Equal(HttpStatusCode.SeeOther, (await Write(lucien, "Zibeline", "Bonjour {prenom} {nom}, {numero}, {entreprise}. {gestionnaire}")).Status);

        Assert.Equal("desk/reponses", (await link.Next()).Topic);
        Assert.Contains($"data-text=\"Bonjour Ousmane Drabelle, {things.Number}, Maison Quillevreuse. Claire Montbrel\"",
            WebUtility.HtmlDecode(await claire.Read(offered)), StringComparison.Ordinal);
        Assert.Contains(">Zibeline</option>", await claire.Read($"/gestion/demandes/{things.Number}"), StringComparison.Ordinal);
        Assert.Contains("Zibeline", await (await claire.Fragment(Page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Zibeline", await lucien.Read($"/gestion/reponses?portail={Site.OtherPortal}"), StringComparison.Ordinal);
        Assert.Equal(1, await _site.Query<long>(
            "SELECT count(*) FROM journal WHERE owner = 'multi-siren' AND action = 'reply-added' AND detail = 'Zibeline' AND account = 'demo-lucien'"));

        var form = await lucien.Read($"{Page}&reponse={IdOf(await lucien.Read(Page), "Zibeline")}");
        var (id, seen) = (Hidden(form, "reponse"), Hidden(form, "vue"));
        Assert.Equal(HttpStatusCode.SeeOther, (await Change("Zibeline bleue")).Status);
        var stale = await Change("Zibeline rouge");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.Status);
        foreach (var said in new[] { "Zibeline bleue", "value=\"Zibeline rouge\"", "entre-temps" })
            Assert.Contains(said, WebUtility.HtmlDecode(stale.Body), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Send($"{Page}&handler=retirer", await lucien.Form(Page), ("reponse", id))).StatusCode);
        Assert.DoesNotContain("Zibeline", await claire.Read(offered), StringComparison.Ordinal);

        async Task<Answer> Change(string title) => await Answer.Of(await lucien.Send($"{Page}&handler=modifier", await lucien.Form(Page),
            ("reponse", id), ("vue", seen), ("titre", title), ("texte", "Bonjour"), ("equipe", ""), ("demarche", "")));
    }

    [Fact]
    public async Task Unknown_variable_is_refused_with_advice_and_what_was_typed_stays()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);

        var refused = await Write(lucien, "Merci", "Bonjour {prenon}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var page = WebUtility.HtmlDecode(refused.Body);
        Assert.Contains("{prenon} ne se remplit pas d’après une demande", page, StringComparison.Ordinal);
        Assert.Contains("écrivez {prenom}", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Merci\"", page, StringComparison.Ordinal);
        Assert.Contains(">Bonjour {prenon}</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM canned_reply WHERE title = 'Merci'"));
    }

    [Fact]
    public async Task Offered_are_those_of_the_request_s_portal_team_and_form_alone()
    {
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        var (team, form) = (await Of("team"), await Of("form"));
        await Write(lucien, "À tous", "Bonjour");
        await Write(lucien, "À son équipe", "Bonjour", team);
        await Write(lucien, "À son formulaire", "Bonjour", team, form);
        await Write(lucien, "À une autre équipe", "Bonjour", "reclamations");
        await Write(lucien, "À une autre démarche", "Bonjour", "", "deces");
        await Write(lucien, "De tous les portails", "Bonjour", page: "/gestion/reponses?portail=gestion");
        await Write(lucien, "D’un autre portail", "Bonjour", page: $"/gestion/reponses?portail={Site.OtherPortal}");

        var offered = WebUtility.HtmlDecode(await lucien.Read($"/gestion/demandes/{things.Number}/reponses"));

        foreach (var title in new[] { "À tous", "À son équipe", "À son formulaire", "De tous les portails" })
            Assert.Contains($"<b>{title}</b>", offered, StringComparison.Ordinal);
        foreach (var title in new[] { "À une autre équipe", "À une autre démarche", "D’un autre portail" })
            Assert.DoesNotContain(title, offered, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Write(lucien, "Nulle part", "Bonjour", "introuvable")).Status);

        Task<string> Of(string column) => _site.Query<string>($"SELECT {column} FROM request_list WHERE number = @number", ("number", things.Number));
    }

    [Fact]
    public async Task Without_a_script_a_reply_joins_what_was_typed_and_what_cannot_be_inserted_keeps_it()
    {
        var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        await Write(lucien, "Genette", "Cordialement, {gestionnaire}");
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var request = $"/gestion/demandes/{things.Number}";
        var id = IdOf(await lucien.Read(Page), "Genette");

        var inserted = await Insert("Bonjour,\nVoici la suite.", id);
        Assert.Contains(">Bonjour,\nVoici la suite.\n\nCordialement, Claire Montbrel</textarea>", WebUtility.HtmlDecode(inserted.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, inserted.Status);
        var full = new string('a', 9_990);
        foreach (var (text, reply, why) in new[]
        {
            ("Bonjour", "", "Choisissez d’abord une réponse"), ("Bonjour", "disparue", "vient d’être retirée"), (full, id, "raccourcissez"),
        })
        {
            var refused = WebUtility.HtmlDecode((await Insert(text, reply)).Body);
            Assert.Contains($">{text}</textarea>", refused, StringComparison.Ordinal);
            Assert.Contains(why, refused, StringComparison.Ordinal);
        }
        Assert.Equal(1, await _site.Query<long>(
            "SELECT count(*) FROM entry e JOIN request_list r ON r.request = e.request WHERE r.number = @number AND e.kind = 1", ("number", things.Number)));

        async Task<Answer> Insert(string text, string reply) =>
            await Answer.Of(await claire.Send($"{request}?handler=inserer", await claire.Form(request), ("text", text), ("reponse", reply)));
    }

    [Fact]
    public async Task Who_is_no_supervisor_reads_and_does_not_write()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        Assert.DoesNotContain("name=\"titre\"", await claire.Read(Page), StringComparison.Ordinal);
        foreach (var handler in new[] { "", "&handler=modifier", "&handler=retirer" })
        {
            var keys = new FormKeys((await claire.Form("/gestion/demandes")).Token, FormOperations.NewKey());
            Assert.Equal(HttpStatusCode.Forbidden,
                (await claire.Send($"{Page}{handler}", keys, ("titre", "Bonjour"), ("texte", "Bonjour"), ("reponse", "1"))).StatusCode);
        }
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM canned_reply WHERE title = 'Bonjour'"));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf("/gestion/reponses?portail=inconnu"));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf("/gestion/demandes/2026-999999/reponses"));
    }

    private static async Task<Answer> Write(Visitor lucien, string title, string text, string team = "", string form = "", string page = Page) =>
        await Answer.Of(await lucien.Send(page, await lucien.Form(page), ("titre", title), ("texte", text), ("equipe", team), ("demarche", form)));

    private static string IdOf(string page, string title) => Regex.Match(page, $"id=\"r-([^\"]+)\">{title}<").Groups[1].Value;

    private static string Hidden(string page, string name) => Regex.Match(
        page[page.IndexOf("id=\"ecrire\"", StringComparison.Ordinal)..], $"<input type=\"hidden\" name=\"{name}\" value=\"([^\"]+)\">").Groups[1].Value;
}
