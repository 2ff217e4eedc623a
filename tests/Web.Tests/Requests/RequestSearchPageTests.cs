using System.Net;
using System.Text.RegularExpressions;
using Grains.Interfaces.Requests;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>The search on the customers' list and the advisers' queue, in plain HTML: words marked, a hit that leads to its message, searches kept by name.</summary>
public sealed class RequestSearchPageTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/demandes";
    private const string Queue = "/gestion/demandes";
    private readonly Site _site = site;

    [Theory]
    [InlineData("oeuvres", "œuvres")]
    [InlineData("SAINT etienne", "Saint")]
    [InlineData("4402118", "4\u00a0402\u00a0118")]
    [InlineData("4 402 118", "4\u00a0402\u00a0118")]
    public async Task Words_are_marked_in_the_message_that_holds_them_and_it_is_one_click_away(string query, string marked)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var place = $"q={Uri.EscapeDataString(query)}&entreprise=toutes";

        var page = await nora.Ask($"{List}?{place}");

        var body = WebUtility.HtmlDecode(page.Body);
        Assert.Contains($"<mark>{marked}</mark>", body, StringComparison.Ordinal);
        Assert.Contains("1 demande trouvée.", body, StringComparison.Ordinal);
        var hit = Regex.Match(body, "class=\"sub found\" href=\"([^\"]+)#(m\\d+)\"");
        var thread = await nora.Ask(hit.Groups[1].Value);
        Assert.Contains($"id=\"{hit.Groups[2].Value}\"", thread.Body, StringComparison.Ordinal);
        Assert.Equal($"{List}?{place}", WebUtility.HtmlDecode(Regex.Match(thread.Body, "class=\"back\" href=\"([^\"]+)\"").Groups[1].Value));
    }

    [Fact]
    public async Task Nothing_found_says_what_to_do()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        Assert.Contains("Essayez une partie du mot, ou retirez un filtre.", WebUtility.HtmlDecode(await nora.Read($"{List}?q=introuvable")), StringComparison.Ordinal);
        Assert.Contains("Retirez-en un.", WebUtility.HtmlDecode(await nora.Read($"{List}?pieces=1&entreprise=toutes&vue=closes")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_in_the_ways_off_them()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var body = WebUtility.HtmlDecode(await nora.Read($"{List}?statut=traitee&depuis=1-an&q=attestation&entreprise=toutes"));

        Assert.Equal(["traitee"], Regex.Matches(body, "<tr [^>]*data-status=\"([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct());
        Assert.Contains($"href=\"{List}?q=attestation&depuis=1-an&entreprise=toutes\"", body, StringComparison.Ordinal);
        Assert.Contains($"href=\"{List}?vue=closes&q=attestation&statut=traitee&depuis=1-an&entreprise=toutes\"", body, StringComparison.Ordinal);
        Assert.Contains("<option value=\"traitee\" selected=\"selected\">", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adviser_searches_everywhere_or_in_the_queue_alone()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var everywhere = WebUtility.HtmlDecode(await claire.Read($"{Queue}?file=non-attribuees&q=oeuvres"));
        var here = WebUtility.HtmlDecode(await claire.Read($"{Queue}?file=non-attribuees&q=oeuvres&ici=1"));

        Assert.Contains("<mark>œuvres</mark>", everywhere, StringComparison.Ordinal);
        Assert.DoesNotContain("<mark>", here, StringComparison.Ordinal);
        Assert.Contains("cherchez hors de cette file", here, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(List, "hugues")]
    [InlineData(Queue, "pauline")]
    public async Task A_search_is_kept_by_name_replaced_and_removed(string path, string who)
    {
        var person = who == "hugues" ? DemoPeople.Hugues : DemoPeople.Pauline;
        using var visitor = await _site.SignIn(person);
        var form = await visitor.Form($"{path}?q=conjoint&depuis=1-an");
        var place = WebUtility.HtmlDecode((await visitor.Ask($"{path}?q=conjoint&depuis=1-an")).Field("ou"));

        var kept = await visitor.Send($"{path}?handler=enregistrer", form, ("ou", $"{place}&apres=1_x&autre=1"), ("recherche", "  Les conjoints "));
        Assert.Equal($"{path}?{place}", $"{kept.Headers.Location}");
        Assert.Equal([("Les conjoints", $"{path}?{place}")], await Kept(visitor, path));

        await visitor.Send($"{path}?handler=enregistrer", form with { Key = "other" }, ("ou", "q=mariage"), ("recherche", "les CONJOINTS"));
        Assert.Equal([("les CONJOINTS", $"{path}?q=mariage")], await Kept(visitor, path));

        var removed = await visitor.Send($"{path}?handler=oublier", form with { Key = "third" }, ("ou", "q=mariage"), ("recherche", "les CONJOINTS"));
        Assert.Equal($"{path}?q=mariage", $"{removed.Headers.Location}");
        Assert.Empty(await Kept(visitor, path));
    }

    [Fact]
    public async Task A_name_that_cannot_be_kept_stays_typed_with_the_reason()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var form = await irene.Form($"{List}?q=dsn");
        for (var i = 0; i < SavedSearch.Most; i++)
            await irene.Send($"{List}?handler=enregistrer", form with { Key = $"k{i}" }, ("ou", "q=dsn"), ("recherche", $"N° {i}"));

        var nameless = await Answer.Of(await irene.Send($"{List}?handler=enregistrer", form with { Key = "a" }, ("ou", "q=dsn"), ("recherche", "  …")));
        var tooMany = await Answer.Of(await irene.Send($"{List}?handler=enregistrer", form with { Key = "b" }, ("ou", "q=dsn"), ("recherche", "Encore une")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.Status);
        Assert.Contains("Donnez un nom à cette recherche", WebUtility.HtmlDecode(nameless.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.Status);
        Assert.Contains("Vous avez déjà 20 recherches enregistrées.", WebUtility.HtmlDecode(tooMany.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"Encore une\"", tooMany.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"dsn\"", tooMany.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_print_view_holds_the_whole_thread_and_nothing_to_send()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var number = Regex.Match(await nora.Read($"{List}?q=oeuvres&entreprise=toutes"), "data-request-number=\"([^\"]+)\"").Groups[1].Value;

        var body = WebUtility.HtmlDecode(await nora.Read($"{List}/{number}/impression"));

        foreach (var text in new[] { "appel d’offres", "œuvres sociales", "Merci beaucoup", number, "Attestation envoyée" })
            Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=message", body, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<(string Name, string Address)>> Kept(Visitor visitor, string path) =>
        Regex.Matches(WebUtility.HtmlDecode(await visitor.Read(path)), "<li class=\"row\">\\s*<a href=\"([^\"]+)\"[^>]*><bdi>([^<]+)</bdi>")
            .Select(m => (m.Groups[2].Value, m.Groups[1].Value));
}
