using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Grains.Statistics;
using Grains.Text;
using Silo.Demo;
using Web.Security;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Statistics;

/// <summary>« Statistiques »: what the page says of days that are over and of today, and who has them counted again.</summary>
public sealed class StatisticsPageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/gestion/statistiques";
    private readonly Site _site = site;

    [Fact]
    public async Task Demo_has_weeks_to_show_and_what_happens_now_is_there_at_once()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var (_, before) = await Read(claire, Page);
        Assert.True(before["received"] > 300, $"{before["received"]} received");
        Assert.True(before["closed"] > 300, $"{before["closed"]} closed");
        var today = Day(0);
        var (_, now) = await Read(claire, $"{Page}?du={today}&au={today}");

        await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);

        Assert.Equal(before["received"] + 1, (await Read(claire, Page)).Figures["received"]);
        Assert.Equal(before["open"] + 1, (await Read(claire, Page)).Figures["open"]);
        Assert.Equal(now["received"] + 1, (await Read(claire, $"{Page}?du={today}&au={today}")).Figures["received"]);
    }

    [Fact]
    public async Task Each_chart_stands_over_its_table_and_parts_add_up()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        foreach (var step in new[] { "jour", "semaine", "mois" })
        {
            var (page, figures) = await Read(claire, $"{Page}?du={Day(-56)}&au={Day(0)}&pas={step}");

            var charts = Regex.Matches(page, "<figure.*?</figure>", RegexOptions.Singleline);
            Assert.Equal(4, charts.Count);
            Assert.All(charts, c => Assert.Contains("<table>", c.Value, StringComparison.Ordinal));
            var rows = Regex.Matches(charts[0].Value, "<tr><th scope=\"row\".*?</tr>", RegexOptions.Singleline)
                .Select(r => Regex.Matches(r.Value, "data-value=\"([0-9.]*)\"")
                    .Select(v => int.Parse(v.Groups[1].Value, CultureInfo.InvariantCulture)).ToList()).ToList();
            var (least, most) = step switch { "jour" => (57, 57), "semaine" => (9, 9), _ => (2, 3) };
            Assert.InRange(rows.Count, least, most);
            Assert.Equal((figures["received"], figures["closed"]), (rows.Sum(r => r[0]), rows.Sum(r => r[1])));
        }
        var (whole, all) = await Read(claire, Page);
        var teams = Regex.Matches(whole, "data-share=\"(sante|prevoyance|affiliation|retraite|entreprises|reclamations|accueil)\"").Select(m => m.Groups[1].Value).Distinct();
        var sum = 0;
        foreach (var team in teams)
            sum += (await Read(claire, $"{Page}?equipe={team}")).Figures["received"];
        Assert.Equal(all["received"], sum);
        Assert.Equal(0, (await Read(claire, $"{Page}?equipe=nulle")).Figures["received"]);
        Assert.InRange((await Read(claire, $"{Page}?portail=multi-siren&demarche=attestation")).Figures["received"], 1, all["received"] - 1);
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf($"{Page}?portail=inconnu"));
    }

    [Theory]
    [InlineData("du=31/02/2026&au=2026-11-01", "Indiquez un jour", "31/02/2026")]
    [InlineData("du=2026-11-02&au=2026-11-01", "La fin tombe avant le début", "2026-11-02")]
    [InlineData("du=2020-01-01&au=2026-11-01", "366 jours au plus", "2020-01-01")]
    [InlineData("du=2999-01-01", "n’a pas commencé", "2999-01-01")]
    public async Task Days_that_are_no_period_are_said_and_kept(string query, string said, string typed)
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var page = WebUtility.HtmlDecode(await claire.Read($"{Page}?{query}"));

        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf($"{Page}/export?{query}"));
    }

    [Fact]
    public async Task Export_has_the_same_figures_by_portal_team_and_form()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var (page, figures) = await Read(claire, Page);
        var address = WebUtility.HtmlDecode(Regex.Match(page, "href=\"([^\"]*/export[^\"]*)\"").Groups[1].Value);

        var file = await claire.Ask(address);

        Assert.Equal("text/csv; charset=utf-8", file.Header("Content-Type"));
        Assert.Contains("statistiques.csv", file.Header("Content-Disposition"), StringComparison.Ordinal);
        var lines = file.Body.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Du;Au;Portail;Équipe;Démarche;Reçues;Traitées", lines[0], StringComparison.Ordinal);
        Assert.Equal(figures["received"], lines.Skip(1).Sum(l => int.Parse(l.Split(';')[5], CultureInfo.InvariantCulture)));
        Assert.All(lines.Skip(1), l => Assert.Matches("^[0-9]{2}/[0-9]{2}/[0-9]{4};", l));
    }

    [Fact]
    public async Task Supervisor_has_days_counted_again_and_nobody_else()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var (day, job) = (Day(-10), _site.Services.GetRequiredService<DayCountService>());
        var received = (await Read(claire, Page)).Figures["received"];
        await using (var database = await _site.Database())
        {
            await using var command = database.CreateCommand();
            command.CommandText = $"UPDATE request_day SET received = received + 1000 WHERE day = '{day}' AND portal = 'multi-siren'";
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }
        Assert.True((await Read(claire, Page)).Figures["received"] >= received + 1000);

        Assert.DoesNotContain("handler=recalculer", await claire.Read(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await claire.Send($"{Page}?handler=recalculer",
            new FormKeys((await claire.Form("/gestion/demandes")).Token, FormOperations.NewKey()), ("pour", "multi-siren"), ("jour", day))).StatusCode);
        foreach (var (typed, said) in new[] { ("hier", "Indiquez un jour"), ("2001-01-01", "Rien n’est connu"), (Day(0), "pas encore compté") })
        {
            var refused = await Answer.Of(await Ask(typed));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(said, WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
            Assert.Contains($"value=\"{typed}\"", refused.Body, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await Ask(day)).StatusCode);
        await job.Look(default);

        Assert.Equal(received, (await Read(claire, Page)).Figures["received"]);
        Assert.Equal(1, await _site.Query<long>("SELECT count(*) FROM journal WHERE owner = 'multi-siren' AND action = 'days-recounted' AND account = 'demo-lucien'"));

        async Task<HttpResponseMessage> Ask(string typed) =>
            await lucien.Send($"{Page}?handler=recalculer", await lucien.Form(Page), ("pour", "multi-siren"), ("jour", typed));
    }

    private string Day(int from) => Paris.Day(_site.Services.GetRequiredService<Silo.Time.BusinessClock>().GetUtcNow()).AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<(string Page, IReadOnlyDictionary<string, int> Figures)> Read(Visitor visitor, string address)
    {
        var page = WebUtility.HtmlDecode(await visitor.Read(address));
        return (page, Regex.Matches(page, "<dd data-figure=\"([a-z]+)\">([0-9\u202F]+)<").ToDictionary(
            m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value.Replace("\u202F", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)));
    }
}
