using System.Globalization;
using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Teams;

/// <summary>Teams and their hours as supervisors write them; a site of its own, for they hold for everybody.</summary>
public sealed class TeamPageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/gestion/equipes";
    private const string Care = "/gestion/equipes/sante";

    [Fact]
    public async Task Closing_says_first_how_many_requests_it_touches_and_moves_them_once_confirmed()
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        var now = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        var number = await site.Query<string>(
            $"SELECT r.number FROM request_promise p JOIN request_list r ON r.request = p.request WHERE p.due_at > {now} AND r.status < 4 ORDER BY p.due_at DESC LIMIT 1");
        var team = await site.Query<string>($"SELECT team FROM request_list WHERE number = '{number}'");
        var page = $"{Page}/{team}";
        var due = await Due(number);
        var day = Grains.Text.Paris.Day(due).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

        var asked = await Answer.Of(await lucien.Send($"{page}?handler=jour", await lucien.Form(page), ("jour", day), ("plage", ""), ("cause", "Inventaire")));
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains("data-touched=\"", asked.Body, StringComparison.Ordinal);
        Assert.Contains($"value=\"{day}\"", asked.Body, StringComparison.Ordinal);
        Assert.Equal(due, await Due(number));
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Send(
            $"{page}?handler=jour", await lucien.Form(page), ("jour", day), ("plage", ""), ("cause", "Inventaire"), ("confirme", "1"))).StatusCode);

        for (var tries = 0; tries < 200 && await Due(number) == due; tries++)
            await Task.Delay(50);
        Assert.True(await Due(number) > due);
        var thread = WebUtility.HtmlDecode(await lucien.Read($"/gestion/demandes/{number}"));
        Assert.Contains("Réponse reportée", thread, StringComparison.Ordinal);
        Assert.Contains("(Inventaire)", thread, StringComparison.Ordinal);
        Assert.Contains("Échéances décalées", WebUtility.HtmlDecode(await lucien.Read("/gestion/traitements")), StringComparison.Ordinal);
        Assert.Contains("Inventaire", await lucien.Read(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Do(page, "retirer", ("jour", day))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lucien.Do(page, "retirer", ("jour", day))).StatusCode);
    }

    [Theory]
    [InlineData("32/13/2026", "", "Pont", "Donnez un jour")]
    [InlineData("01/10/2026", "", "Pont", "Ce jour est passé")]
    [InlineData("01/10/2099", "", "Pont", "deux prochaines années")]
    [InlineData("+3", "18 h - 9 h", "Pont", "se terminent avant de commencer")]
    [InlineData("+3", "9 h - 12 h, 11 h - 14 h", "Pont", "se chevauchent")]
    [InlineData("+3", "le matin", "Pont", "écrivez les heures ainsi")]
    [InlineData("+3", "", "  ", "Donnez un motif")]
    public async Task Day_that_is_none_is_refused_with_what_was_typed(string day, string hours, string reason, string sentence)
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        if (day == "+3")
            day = DateTime.UtcNow.AddDays(3).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

        var refused = await Answer.Of(await lucien.Send($"{Care}?handler=jour", await lucien.Form(Care), ("jour", day), ("plage", hours), ("cause", reason)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(sentence, WebUtility.HtmlDecode(refused.Body), StringComparison.Ordinal);
        Assert.Contains($"value=\"{WebUtility.HtmlEncode(hours)}\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Week_that_another_supervisor_wrote_meanwhile_is_shown_and_typed_hours_stay()
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        const string page = "/gestion/equipes/portail";
        Assert.Equal(HttpStatusCode.SeeOther, (await Week(await lucien.Form(page), "9 h - 12 h et 14 h - 17 h")).StatusCode);
        Assert.Contains("de 9", await lucien.Read(page), StringComparison.Ordinal);

        var second = await Answer.Of(await Week(await lucien.Form(page), "10h-16h"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Contains("entre-temps", WebUtility.HtmlDecode(second.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"10h-16h\"", second.Body, StringComparison.Ordinal);
        var none = await Answer.Of(await Week(await lucien.Form(page), ""));
        Assert.Contains("Ouvrez au moins un jour", WebUtility.HtmlDecode(none.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await Week(await lucien.Form(page), "8:30-18:00", "1")).StatusCode);

        Task<HttpResponseMessage> Week(FormKeys form, string monday, string seen = "0") => lucien.Send(
            $"{page}?handler=semaine", form, [("vue", seen), .. Enumerable.Range(1, 7).Select(d => ("heures", d == 1 ? monday : "")), ("confirme", "1")]);
    }

    [Fact]
    public async Task Team_is_made_joined_and_offered_where_requests_are_transferred()
    {
        using var lucien = await site.SignIn(DemoPeople.Lucien);
        using var claire = await site.SignIn(DemoPeople.Claire);
        Assert.DoesNotContain("id=\"nom\"", await claire.Read(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Send(Page, await lucien.Form(Page), ("nom", "Grands comptes"))).StatusCode);
        var twice = await Answer.Of(await lucien.Send(Page, await lucien.Form(Page), ("nom", "grands comptes")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        Assert.Contains("value=\"grands comptes\"", twice.Body, StringComparison.Ordinal);

        var key = await site.Query<string>("SELECT team FROM team WHERE name = 'Grands comptes'");
        var (pauline, place) = ($"{DemoPeople.Pauline.Key}|", $"{Page}?handler=placer");
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Send(place, await lucien.Form(Page), ("collegue", pauline), ("equipe", key))).StatusCode);
        var stale = await Answer.Of(await lucien.Send(place, await lucien.Form(Page), ("collegue", pauline), ("equipe", "sante")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.Status);
        Assert.Contains("entre-temps", WebUtility.HtmlDecode(stale.Body), StringComparison.Ordinal);

        Assert.Contains("<bdi>Pauline Hestrade</bdi>", await lucien.Read(Page), StringComparison.Ordinal);
        Assert.Contains("Grands comptes", await claire.Read("/gestion/routage") + await lucien.Read("/gestion/routage"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await lucien.StatusOf($"{Page}/lune"));
        Assert.Equal(HttpStatusCode.SeeOther, (await lucien.Send(
            $"{Page}/{key}?handler=nom", await lucien.Form($"{Page}/{key}"), ("nom", "Entreprises de 50 et plus"), ("vue", "Grands comptes"))).StatusCode);
        Assert.Contains("Entreprises de 50", WebUtility.HtmlDecode(await lucien.Read(Page)), StringComparison.Ordinal);
    }

    private async Task<DateTimeOffset> Due(string number) => DateTimeOffset.FromUnixTimeMilliseconds(await site.Query<long>(
        $"SELECT p.due_at FROM request_promise p JOIN request_list r ON r.request = p.request WHERE r.number = '{number}'"));
}
