using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Spaces;

/// <summary>
/// The rights picker as a browser without a script sends it: every button is the whole form, and the page that comes back holds the choice. Five thousand
/// companies are gone through page by page.
/// </summary>
public sealed class PickerPagesTests(Site site) : IClassFixture<Site>
{
    private const string Edit = "/multi-siren/utilisateurs/demo-hugues/modifier";
    private const string Space = "multi-siren/brumont";
    private const int MostBytes = 200 * 1024;

    [Fact]
    public async Task All_but_one_of_five_thousand_is_chosen_over_pages_and_is_one_commit()
    {
        var total = await Fill(site);
        using var nora = await site.SignIn(DemoPeople.Nora);
        var page = await Press(nora, await nora.Read(Edit), "tout-ajouter");
        Assert.Equal((0, total), (Count(page, "toutes"), Count(page, "accordees")));
        var first = Rows(page, "accordees");
        Assert.Equal(50, first.Count);

        var second = await Press(nora, page, "suite-accordees");
        var taken = Rows(second, "accordees")[7];
        var third = await Press(nora, second, "suite-accordees", ("retirer", taken));

        Assert.Empty(Rows(third, "accordees").Intersect([.. first, .. Rows(second, "accordees")]));
        Assert.Equal((1, total - 1), (Count(third, "toutes"), Count(third, "accordees")));
        Assert.Equal([taken], Rows(third, "toutes"));
        Assert.Equal(first, Rows(await Press(nora, third, "debut-accordees"), "accordees"));
        var before = await Version();
        var saved = await nora.Client.PostAsync(Edit, new FormUrlEncodedContent([.. Fields(third), new("action", "enregistrer")]));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(before + 1, await Version());
        Assert.Equal(total - 1, await site.Query<long>($"SELECT count(*) FROM space_grant WHERE space = '{Space}' AND member = 'demo-hugues'"));
        Assert.Equal(0, await site.Query<long>($"SELECT count(*) FROM space_grant WHERE space = '{Space}' AND company = 'multi-siren/{taken}'"));
    }

    [Fact]
    public async Task What_is_ticked_on_a_page_is_kept_when_it_is_turned_and_when_one_searches()
    {
        await Fill(site);
        using var nora = await site.SignIn(DemoPeople.Nora);
        var page = await Press(nora, await nora.Read(Edit), "tout-retirer");
        var chosen = new List<string>();
        foreach (var turn in new[] { "suite-toutes", "suite-toutes", "chercher" })
        {
            chosen.Add(Rows(page, "toutes")[3]);
            page = await Press(nora, page, turn, ("ajouter", chosen[^1]));
        }

        Assert.Equal(chosen.Order(), Rows(page, "accordees").Order());
        Assert.Empty(Rows(page, "toutes").Intersect(chosen));
        // The search begins at its first page, wherever the list stood.
        page = await Press(nora, await Press(nora, page, "suite-toutes"), "chercher", ("chercher", "atelier 4711"));
        Assert.Equal(["600004711"], Rows(page, "toutes"));
        // What was on its last page was taken: the list begins again.
        page = await Press(nora, page, "ajouter", ("ajouter", "600004711"), ("apresToutes", "600004710"));
        Assert.Equal(4, Count(page, "accordees"));
    }

    private static async Task<int> Fill(Site site)
    {
        await using var database = await site.Database();
        await using var command = database.CreateCommand();
        command.CommandText =
            $"""
            INSERT INTO company_list (company, portal, siren, name, city, establishments, folded)
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
              SELECT 'multi-siren/' || (600000000 + i), 'multi-siren', CAST(600000000 + i AS text), 'Atelier ' || i, 'Bellerive', 1, 'atelier ' || i FROM n WHERE true
              ON CONFLICT DO NOTHING;
            INSERT INTO space_company (space, company) SELECT '{Space}', company FROM company_list WHERE siren LIKE '60000%' ON CONFLICT DO NOTHING;
            """;
        await command.ExecuteNonQueryAsync();
        return (int)await site.Query<long>($"SELECT count(*) FROM space_company WHERE space = '{Space}'");
    }

    private async Task<long> Version() => await site.Query<long>($"SELECT version FROM grain WHERE key = 'space/{Space}'");

    // As a button without a script: all fields of the form, and those boxes ticked.
    private static async Task<string> Press(Visitor visitor, string page, string button, params (string Name, string Value)[] set)
    {
        var fields = Fields(page).Where(f => set.All(s => s.Name != f.Key)).ToList();
        fields.AddRange(set.Select(s => KeyValuePair.Create(s.Name, s.Value)));
        var answer = await visitor.Client.PostAsync(Edit, new FormUrlEncodedContent([.. fields, new("action", button)]));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(body.Length, 1, MostBytes);
        return body;
    }

    // Whoever reads it sees chosen companies, not all: the radio of the choice is taken.
    private static List<KeyValuePair<string, string>> Fields(string page)
    {
        var form = Regex.Match(page, "<form[^>]*data-picker.*?</form>", RegexOptions.Singleline).Value;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match input in Regex.Matches(form, "<input[^>]*>"))
        {
            var (name, value, type) = (Of(input.Value, "name"), Of(input.Value, "value"), Of(input.Value, "type"));
            if (name.Length == 0 || type == "checkbox" || (type == "radio" && (name == "portee" ? value != "choix" : !input.Value.Contains(" checked", StringComparison.Ordinal))))
                continue;
            fields.Add(new(name, value));
        }
        foreach (Match select in Regex.Matches(form, "<select[^>]*name=\"([^\"]+)\".*?</select>", RegexOptions.Singleline))
            fields.Add(new(select.Groups[1].Value, Regex.Match(select.Value, "value=\"([^\"]*)\" selected").Groups[1].Value));
        return fields;
    }

    private static string Of(string tag, string attribute) => WebUtility.HtmlDecode(Regex.Match(tag, $" {attribute}=\"([^\"]*)\"").Groups[1].Value);

    private static int Count(string page, string list) => int.Parse(Regex.Match(page, $"id=\"pk-{list}\">.*?data-count=\"([0-9]+)\"").Groups[1].Value);

    private static IReadOnlyList<string> Rows(string page, string list) =>
        [.. Regex.Matches(Regex.Match(page, $"<ul aria-labelledby=\"pk-{list}\">.*?</ul>", RegexOptions.Singleline).Value, "data-company=\"([0-9]{9})\"").Select(m => m.Groups[1].Value)];
}
