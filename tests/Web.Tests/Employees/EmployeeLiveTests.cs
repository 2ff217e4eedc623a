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
    private readonly Site _site = site;

    [Fact]
    public async Task An_open_list_and_its_counts_change_by_themselves_the_second_that_the_eight_days_are_over()
    {
        // Over the change of clocks: the same hour on the wall.
        await At(new DateTimeOffset(2026, 3, 24, 10, 0, 0, TimeSpan.FromHours(1)));
        using (var nora = await _site.SignIn(DemoPeople.Nora))
            await Invite(nora);
        await At(new DateTimeOffset(2026, 4, 1, 9, 59, 59, TimeSpan.FromHours(2)));
        using var watching = await _site.SignIn(DemoPeople.Nora);
        var page = await watching.Read(List);
        var (pending, due) = (Count(page, "en-cours"), Count(page, "a-relancer"));
        await using var link = await HubLink.Open(watching);
        Assert.Null(await link.Watch(Watched().Match(page).Groups[1].Value.Split(' ')));
        while (link.TryNext())
        {
        }

        await At(new DateTimeOffset(2026, 4, 1, 10, 0, 0, TimeSpan.FromHours(2)));

        Assert.StartsWith("space/", (await link.Next(TimeSpan.FromSeconds(30))).Topic, StringComparison.Ordinal);
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

    [GeneratedRegex("data-list data-watch=\"([^\"]+)\"")]
    private static partial Regex Watched();
}
