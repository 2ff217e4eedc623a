using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>
/// Help, missing pages, « Retour » and the browser's own: nobody loses their space, their place in a list, or the request that a draft became.
/// </summary>
public sealed class WaysBackTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/demandes";
    private const string Request = $"{List}/2026-000003";
    private readonly Site _site = site;

    [Fact]
    public async Task Help_and_missing_pages_keep_a_customer_in_their_space()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        Assert.Contains("href=\"/multi-siren/aide", await nora.Read(Request), StringComparison.Ordinal);
        foreach (var (page, status) in new[]
        {
            ("/multi-siren/aide", HttpStatusCode.OK), ("/multi-siren/n-existe-pas", HttpStatusCode.NotFound), ($"{List}/2026-999999", HttpStatusCode.NotFound),
            ("/multi-siren/demandes?q=%00", HttpStatusCode.BadRequest),
        })
        {
            var answer = await nora.Ask(page);
            Assert.Equal(status, answer.Status);
            if (status is HttpStatusCode.BadRequest)
                continue;
            Assert.Contains("action=\"/multi-siren/deconnexion\"", answer.Body, StringComparison.Ordinal);
            Assert.Contains($"<nav aria-label=\"Rubriques\">", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/\"", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_page_keeps_an_adviser_at_work()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var answer = await claire.Ask("/gestion/demandes/2026-999999");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("action=\"/gestion/deconnexion\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/gestion/inscriptions\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_over_leads_to_its_door_and_back()
    {
        using var nora = _site.Stranger();
        nora.PutCookie("session", "over");

        var answer = await nora.Ask(Request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains($"href=\"/multi-siren/connexion?fin=session&amp;retour={Uri.EscapeDataString(Request)}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_from_a_request_keeps_the_list_s_filters_and_place()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var list = await nora.Ask($"{List}?vue=a-vous&entreprise={DemoPeople.Brumont.Siren}");
        var opened = WebUtility.HtmlDecode(Regex.Match(list.Body, "class=\"title\" href=\"(/multi-siren/demandes/2026-[^\"]+)\"").Groups[1].Value);

        var page = await nora.Ask(opened);
        var posted = await nora.Send(Action(page, "message"), new FormKeys(page.Token, page.Key), ("text", "Voici"));
        var after = await nora.Ask($"{posted.Headers.Location}");

        foreach (var answer in new[] { page, after })
            Assert.Equal($"{List}?vue=a-vous&entreprise={DemoPeople.Brumont.Siren}",
                WebUtility.HtmlDecode(Regex.Match(answer.Body, "class=\"back\" href=\"([^\"]+)\"").Groups[1].Value));
    }

    [Fact]
    public async Task The_adviser_s_list_stays_as_it_is_when_a_request_is_opened_and_acted_on()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        const string place = "file=non-attribuees&q=remboursement";
        var list = await claire.Ask($"/gestion/demandes?{place}");
        var ticket = WebUtility.HtmlDecode(Regex.Match(list.Body, "class=\"ticket[^\"]*\" href=\"([^\"]+)\"").Groups[1].Value).Split('#')[0];
        Assert.EndsWith(place, ticket, StringComparison.Ordinal);

        var page = await claire.Ask(ticket);
        var taken = await claire.Send(Action(page, "prendre"), new FormKeys(page.Token, page.Key));

        Assert.Equal(ticket, $"{taken.Headers.Location}");
        var fragment = await Answer.Of(await claire.Fragment($"{ticket.Split('?')[0]}/fragments/fil?since=0&{place}"));
        Assert.Contains($"handler=message&amp;{place.Replace("&", "&amp;", StringComparison.Ordinal)}", fragment.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_s_forms_lead_to_the_request_once_it_is_sent()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var first = await irene.Ask($"{List}/nouvelle");
        var draft = first.Field("draft");
        var path = $"{List}/brouillons/{draft}";
        var form = new FormKeys(first.Token, first.Key);
        await irene.Send($"{List}/nouvelle?etape=1", form, ("draft", draft), ("aller", "suite"), ("prenom", "Irène"), ("nom", "Autre"),
            ("courriel", DemoPeople.Irene.Email));
        var company = Regex.Match((await irene.Ask($"{path}?etape=2")).Body, "value=\"(multi-siren/[0-9]{9})\"").Groups[1].Value;
        await irene.Send($"{path}?etape=2", form, ("aller", "suite"), ("company", company), ("domaine", "sante"), ("theme", "remboursements"),
            ("motif", "delai"));
        await irene.Send($"{path}?etape=3", form, ("aller", "suite"), ("message", "Quand serai-je remboursée ?"));
        var sent = await irene.Send($"{path}?handler=envoyer", form with { Key = "send" });
        var request = $"{sent.Headers.Location}".Replace("/confirmation", "", StringComparison.Ordinal);
        Assert.StartsWith($"{List}/2026-", request, StringComparison.Ordinal);

        Assert.Equal(request, (await irene.Ask($"{path}?etape=2")).Location);
        foreach (var (address, fields) in new (string, (string, string)[])[]
        {
            ($"{List}/nouvelle?etape=1", [("draft", draft), ("aller", "suite"), ("prenom", "Irène"), ("nom", "Encore")]),
                ($"{path}?etape=3", [("aller", "suite"), ("message", "Encore")]),
            ($"{path}?handler=retirer&file=0", []), ($"{path}?handler=effacer", []),
        })
            Assert.Equal(request, $"{(await irene.Send(address, form with { Key = Guid.NewGuid().ToString("N") }, fields)).Headers.Location}");
        Assert.Contains(request, await (await irene.Send($"{path}?handler=garder&etape=3", form, ("message", "Encore"))).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        Assert.StartsWith($"{request}/confirmation", $"{(await irene.Send($"{path}?handler=envoyer", form with { Key = "again" })).Headers.Location}",
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_nobody_touched_is_no_draft()
    {
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var page = await hugues.Ask($"{List}/nouvelle");
        var form = new FormKeys(page.Token, page.Key);
        (string, string)[] untouched =
            [("draft", page.Field("draft")), ("prenom", page.Field("prenom")), ("nom", page.Field("nom")), ("courriel", page.Field("courriel")),
                ("telephone", page.Field("telephone"))];

        await hugues.Send($"{List}/nouvelle?handler=garder", form, untouched);
        Assert.Equal(List, $"{(await hugues.Send($"{List}/nouvelle?etape=1", form, [.. untouched, ("aller", "plus-tard")])).Headers.Location}");

        Assert.Equal(0, await Drafts());
        await hugues.Send($"{List}/nouvelle?etape=1", form, [.. untouched[..3], ("courriel", "autre@maison.example"), ("aller", "plus-tard")]);
        Assert.Equal(1, await Drafts());

        Task<long> Drafts() => _site.Query<long>("SELECT count(*) FROM request_list WHERE author = @author AND status = 0 AND request NOT LIKE '%/demo-%'", ("@author", DemoPeople.Hugues.Key));
    }

    private static string Action(Answer page, string handler) =>
        WebUtility.HtmlDecode(Regex.Match(page.Body, $"action=\"([^\"]*handler={handler}[^\"]*)\"").Groups[1].Value);
}
