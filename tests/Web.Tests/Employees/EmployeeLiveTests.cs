using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Silo.Time;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed partial class EmployeeLiveTests(Site site) : IClassFixture<Site>
{
    private static readonly string List = $"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}";
    private static readonly string Home = $"/multi-siren/accueil?entreprise={DemoPeople.Brumont.Siren}";
    private readonly Site _site = site;

    [Fact]
    public async Task An_open_list_its_counts_and_the_home_change_by_themselves_the_second_that_the_eight_days_are_over()
    {
        // Over the change of clocks: the same hour on the wall.
        await At(new DateTimeOffset(2026, 3, 24, 10, 0, 0, TimeSpan.FromHours(1)));
        using (var nora = await _site.SignIn(DemoPeople.Nora))
            await Invite(nora);
        await At(new DateTimeOffset(2026, 4, 1, 9, 59, 59, TimeSpan.FromHours(2)));
        using var watching = await _site.SignIn(DemoPeople.Nora);
        var page = await watching.Read(List);
        var (pending, due) = (Count(page, "en-cours"), Count(page, "a-relancer"));
        Assert.Equal(due, ToRemind(await watching.Read(Home)));
        var home = await watching.Read(Home);
        await using var link = await HubLink.Open(watching);
        Assert.Null(await link.Watch(Watched().Match(page).Groups[1].Value.Split(' ')));
        while (link.TryNext())
        {
        }

        await At(new DateTimeOffset(2026, 4, 1, 10, 0, 0, TimeSpan.FromHours(2)));

        var topic = (await link.Next(TimeSpan.FromSeconds(30))).Topic;
        Assert.StartsWith("space/", topic, StringComparison.Ordinal);
        Assert.Contains(topic, AtHome().Match(home).Groups[1].Value.Split(' '));
        Assert.Equal(due + 1, ToRemind(await watching.Read(Home)));
        var after = await watching.Read(List);
        Assert.Equal((pending - 1, due + 1), (Count(after, "en-cours"), Count(after, "a-relancer")));
        Assert.Contains("Printanière", WebUtility.HtmlDecode(await watching.Read($"{List}&statut=a-relancer")), StringComparison.Ordinal);
    }

    private static async Task Invite(Visitor nora)
    {
        var form = $"/multi-siren/salaries/nouveau?entreprise={DemoPeople.Brumont.Siren}";
        var sent = await nora.Send(form, await nora.Form(form),
            ("etape", "4"), ("aller", "suite"), ("nom", "Printanière"), ("prenom", "Zoé"), ("naissance", "04/05/1991"), ("siret", "81234567600017"), ("college", "04"),
            ("embauche", "01/04/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/04/2026"), ("courriel", "printaniere@courrier.example"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    private async Task At(DateTimeOffset instant) => await _site.Services.GetRequiredService<BusinessClock>().Move(_site.Store, instant, stopped: true);

    private static int Count(string page, string status) =>
        int.Parse(Regex.Match(page, $"data-count=\"{status}\">(\\d+)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, CultureInfo.InvariantCulture);

    private static int ToRemind(string home) =>
        Remind().Match(home) is { Success: true } told ? int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("data-remind=\"(\\d+)\"")]
    private static partial Regex Remind();

    [GeneratedRegex("data-replace=\"a-faire\" data-watch=\"([^\"]+)\"")]
    private static partial Regex AtHome();

    [GeneratedRegex("data-list data-watch=\"([^\"]+)\"")]
    private static partial Regex Watched();
}
