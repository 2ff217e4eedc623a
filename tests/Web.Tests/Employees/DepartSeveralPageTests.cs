using System.Net;
using Grains.Employees.Departures;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>Departures by selection, over HTTP: what each becomes is shown before, and then it is a batch.</summary>
public sealed class DepartSeveralPageTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private const string Page = $"{List}/departs";
    private readonly Site _site = site;

    [Fact]
    public async Task Those_who_are_chosen_are_simulated_then_leave_each_once_and_one_is_taken_back()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var ids = await Covered(3);
        var gone = Id(await _site.Query<string>("SELECT min(employee) FROM employee_list WHERE company = @company AND status1 = 6", ("@company", DemoPeople.Brumont.Key)));
        var keys = await nora.Form(List);
        (string, string)[] chosen = [.. ids.Append(gone).Select(id => ("salarie", id))];

        var asked = await Body(await nora.Send(Page, keys, chosen));
        Assert.Contains("data-chosen-people=\"4\"", asked, StringComparison.Ordinal);
        var before = await Declared();
        var shown = await Body(await nora.Send($"{Page}?handler=simuler", keys, [.. chosen, ("fin", "31/12/2026"), ("motif", "demission")]));

        Assert.Contains("data-leaving=\"3\" data-kept=\"1\"", shown, StringComparison.Ordinal);
        Assert.Contains("data-portability=\"a-prouver\" data-count=\"3\"", shown, StringComparison.Ordinal);
        Assert.Contains($"data-employee=\"{gone}\" data-why=\"{LeaverStop.Left}\"", shown, StringComparison.Ordinal);
        Assert.Contains("Confirmer 3 départs", shown, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"salarie\" value=\"{gone}\"", shown[..shown.IndexOf("Confirmer 3", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(before, await Declared());

        (string, string)[] sent = [.. chosen, ("fin", "31/12/2026"), ("motif", "demission")];
        var begun = await nora.Send($"{Page}?handler=confirmer", keys, sent);
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        Assert.Equal(begun.Headers.Location, (await nora.Send($"{Page}?handler=confirmer", keys, sent)).Headers.Location);
        var progress = begun.Headers.Location!.ToString();
        await Eventually.True(async () => (await nora.Read(progress)).Contains("data-ended=\"oui\"", StringComparison.Ordinal));

        var result = await Text(nora, progress);
        Assert.Contains("Départs de salariés", result, StringComparison.Ordinal);
        Assert.Equal(3, result.Split("Départ déclaré</td>").Length - 1);
        // Who was passed over has the reason on their line.
        Assert.Contains($"Rien à faire<span class=\"sub\" data-reason=\"{LeaverStop.Left}\">Son départ est déjà déclaré.</span>", result, StringComparison.Ordinal);
        Assert.Equal(before + 3, await Declared());
        Assert.Contains("data-departed", await nora.Read($"{List}/{ids[0]}"), StringComparison.Ordinal);
        var back = await nora.Do($"{List}/{ids[0]}/depart", "annuler", ("explication", "Erreur de salarié"));
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Equal(before + 2, await Declared());
        // Nobody is left to leave.
        var again = await Answer.Of(await nora.Send($"{Page}?handler=confirmer", keys, ("salarie", ids[1]), ("fin", "31/12/2026"), ("motif", "demission")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("Son départ est déjà déclaré.", WebUtility.HtmlDecode(again.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31/02/2027", "demission", "Écrivez le dernier jour sous la forme jj/mm/aaaa.")]
    [InlineData("31/12/2099", "demission", "Ce jour est dans plus d’un an")]
    [InlineData("31/12/2026", "vacances", "Choisissez le motif du départ.")]
    public async Task What_is_wrong_is_said_and_day_and_choice_stay(string day, string reason, string sentence)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var ids = await Covered(2);
        foreach (var handler in new[] { "simuler", "confirmer" })
        {
            var refused = await Answer.Of(await nora.Send(
                $"{Page}?handler={handler}", await nora.Form(List), [.. ids.Select(id => ("salarie", id)), ("fin", day), ("motif", reason)]));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            var page = WebUtility.HtmlDecode(refused.Body);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{day}\"", page, StringComparison.Ordinal);
            Assert.All(ids, id => Assert.Contains($"name=\"salarie\" value=\"{id}\"", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nobody_chosen_leads_to_a_sentence_others_are_nobody_s_and_more_than_the_limit_are_named()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        var ids = await Covered(1);

        var none = await Answer.Of(await nora.Send(Page, await nora.Form(List)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.Status);
        Assert.Contains("Choisissez d’abord des salariés", WebUtility.HtmlDecode(none.Body), StringComparison.Ordinal);
        foreach (var handler in new[] { "", "?handler=simuler", "?handler=confirmer" })
            Assert.Equal(HttpStatusCode.NotFound, (await ousmane.Send(
                $"{Page}{handler}", await ousmane.Form("/multi-siren/accueil"), ("salarie", ids[0]), ("fin", "31/12/2026"), ("motif", "demission"))).StatusCode);
        var many = await Body(await nora.Send(
            Page, await nora.Form(List), [("salarie", ids[0]), .. Enumerable.Range(0, DepartureService.MostChosen).Select(i => ("salarie", $"n{i}"))]));
        Assert.Contains("200 salariés au plus à la fois", many, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_to_who_needs_none_is_no_dead_end()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        var told = await nora.Send($"{List}?handler=relancer", await nora.Form(List), ("salarie", (await Covered(1))[0]));

        Assert.Equal(HttpStatusCode.SeeOther, told.StatusCode);
        Assert.Contains("Aucun des salariés choisis n’attend de relance.", await Text(nora, told.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    // Each test's own: whoever is found first has not left.
    private async Task<IReadOnlyList<string>> Covered(int count)
    {
        var found = new List<string>();
        for (var last = ""; found.Count < count;)
        {
            last = (await _site.Query<string>(
                """
                SELECT min(e.employee) FROM employee_list e WHERE e.company = @company AND e.status1 = 4 AND e.from2 IS NULL AND e.email <> '' AND e.employee > @last
                AND NOT EXISTS (SELECT 1 FROM employee_departure d WHERE d.employee = e.employee)
                """, ("@company", DemoPeople.Brumont.Key), ("@last", last)))!;
            found.Add(Id(last));
        }
        return found;
    }

    private Task<long> Declared() => _site.Query<long>("SELECT count(*) FROM employee_departure");

    private static string Id(string? employee) => employee!.Split('/')[1];

    private static async Task<string> Text(Visitor who, string page) => WebUtility.HtmlDecode(await who.Read(page));

    private static async Task<string> Body(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
