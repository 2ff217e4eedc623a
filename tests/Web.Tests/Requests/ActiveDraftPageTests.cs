using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>Nora and Hugues begin the same: whoever comes second is asked whose they go on in. Without scripts.</summary>
public sealed class ActiveDraftPageTests(Site site) : IClassFixture<Site>
{
    private static readonly string New = $"/multi-siren/demarches/reclamation?entreprise={DemoPeople.Brumont.Siren}";
    private readonly Site _site = site;

    [Fact]
    public async Task Second_of_two_who_begin_at_once_reads_the_question_keeps_what_they_typed_and_goes_on_in_theirs_when_they_choose_it()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var (hers, his) = (await nora.Ask(New), await hugues.Ask(New));
        Assert.DoesNotContain("data-waiting", hers.Body + his.Body, StringComparison.Ordinal);

        var both = await Task.WhenAll(Next(nora, New, hers), Next(hugues, New, his));

        var (first, second) = both[0].Status is HttpStatusCode.Conflict ? (1, 0) : (0, 1);
        var (winner, loser) = first == 0 ? (nora, hugues) : (hugues, nora);
        var (active, other) = (first == 0 ? hers.Field("draft") : his.Field("draft"), first == 0 ? his.Field("draft") : hers.Field("draft"));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict), (both[first].Status, both[second].Status));
        var asked = WebUtility.HtmlDecode(both[second].Body);
        Assert.Contains($"Reprendre le brouillon de <bdi>{(first == 0 ? "Nora Vasselin" : "Hugues Tarbelle")}</bdi> ou continuer celui‑ci\u202f?", asked, StringComparison.Ordinal);
        Assert.Contains($"href=\"/multi-siren/demandes/brouillons/{active}", asked, StringComparison.Ordinal);
        Assert.Contains("value=\"Camille\"", asked, StringComparison.Ordinal);
        Assert.Equal("Camille", await Kept(other, "prenom"));

        // What is kept by itself is no choice.
        var page = $"/multi-siren/demandes/brouillons/{other}?etape=1";
        Assert.Equal(HttpStatusCode.OK, (await loser.Send(page.Replace("?", "?handler=garder&", StringComparison.Ordinal), Keys(both[second]), ("autres", active))).StatusCode);
        Assert.DoesNotContain("data-waiting", await winner.Read($"/multi-siren/demandes/brouillons/{active}?etape=1"), StringComparison.Ordinal);

        var chosen = await Next(loser, page, both[second]);
        Assert.Equal(HttpStatusCode.SeeOther, chosen.Status);
        Assert.DoesNotContain("data-waiting", await loser.Read($"/multi-siren/demandes/brouillons/{other}?etape=2"), StringComparison.Ordinal);
        Assert.Contains($"/brouillons/{other}", await winner.Read($"/multi-siren/demandes/brouillons/{active}?etape=2"), StringComparison.Ordinal);
        foreach (var list in new[] { "accueil", "demandes?vue=a-vous", $"demarches?entreprise={DemoPeople.Brumont.Siren}" })
        {
            var rows = Regex.Split(await winner.Read($"/multi-siren/{list}"), "<li|<tr");
            Assert.Contains("Mis de côté", WebUtility.HtmlDecode(rows.First(r => r.Contains($"/brouillons/{active}", StringComparison.Ordinal))), StringComparison.Ordinal);
            Assert.DoesNotContain("Mis de côté", WebUtility.HtmlDecode(rows.First(r => r.Contains($"/brouillons/{other}", StringComparison.Ordinal))), StringComparison.Ordinal);
        }
        Assert.Equal("Camille", await Kept(active, "prenom"));
    }

    [Fact]
    public async Task One_that_was_put_aside_is_sent_once_its_writer_has_read_of_the_active_one()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var hugues = await _site.SignIn(DemoPeople.Hugues);
        var hers = await Whole(nora);
        var his = await Whole(hugues);
        var page = $"/multi-siren/demandes/brouillons/{hers}";

        var held = await Answer.Of(await nora.Send($"{page}?handler=envoyer", await nora.Form($"{page}?etape=1")));

        Assert.Equal(HttpStatusCode.Conflict, held.Status);
        Assert.Contains("Reprendre le brouillon de <bdi>Hugues Tarbelle</bdi>", WebUtility.HtmlDecode(held.Body), StringComparison.Ordinal);
        var sent = await nora.Send($"{page}?handler=envoyer", Keys(held), ("autres", held.Field("autres")));
        Assert.EndsWith("/confirmation", sent.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("data-waiting", await hugues.Read($"/multi-siren/demandes/brouillons/{his}?etape=1"), StringComparison.Ordinal);
        await hugues.Do($"/multi-siren/demandes/brouillons/{his}", "effacer");
    }

    private static FormKeys Keys(Answer page) => new(page.Token, page.Key);

    private static async Task<Answer> Next(Visitor who, string address, Answer page) => await Answer.Of(await who.Send(
        address, Keys(page), ("draft", page.Field("draft")), ("autres", page.Field("autres")), ("lu", page.Field("lu")), ("company", DemoPeople.Brumont.Key),
        ("prenom", "Camille"), ("nom", "Vasselin"), ("courriel", "camille@exemple.fr"), ("telephone", "0612345678"), ("aller", "suite")));

    // Who is asked as they begin goes on.
    private static async Task<string> Whole(Visitor who)
    {
        var asked = await who.Ask(New);
        var begun = await Next(who, New, asked);
        Assert.Equal(HttpStatusCode.SeeOther, begun.Status);
        var next = await who.Ask(begun.Location!);
        var page = $"/multi-siren/demandes/brouillons/{asked.Field("draft")}?etape=2";
        var done = await Answer.Of(await who.Send(page, Keys(next), ("sujet", "delai"), ("message", "Sans réponse depuis un mois"), ("attente", "Une réponse"), ("canal", "espace"), ("aller", "suite")));
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        return asked.Field("draft");
    }

    private Task<string> Kept(string draft, string field) => _site.Query<string>(
        "SELECT COALESCE(max(value), '') FROM draft_field WHERE request = @request AND name = @field", ("@request", $"{DemoPeople.Portal}/{draft}"), ("@field", field));
}
