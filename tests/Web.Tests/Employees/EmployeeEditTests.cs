using System.Net;
using System.Text.RegularExpressions;
using Silo.Demo;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

public sealed partial class EmployeeEditTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/salaries";
    private readonly Site _site = site;

    [Fact]
    public async Task The_second_of_two_editors_sees_both_values_and_decides()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = $"{List}/{SomeEmployee().Match(await nora.Read($"{List}?entreprise={DemoPeople.Vaudrelle.Siren}")).Groups[1].Value}";
        var form = $"{sheet}/modifier";
        var (mine, theirs) = (await nora.Form(form), await nora.Form(form));
        var typed = Typed(await nora.Read(form));
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Send(form, theirs, [.. typed("0000777", "Zénon"), Read(await nora.Read(form))])).StatusCode);

        var second = await nora.Send(form, mine, [.. typed("0000888", "Zénon"), ("lu", _read)]);

        var drawn = await second.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(drawn);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("value=\"0000888\"", page, StringComparison.Ordinal);
        Assert.Contains("data-saved-meanwhile=\"numero\">Enregistré entre-temps\u00a0: <bdi>0000777</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-saved-meanwhile=\"prenom\"", page, StringComparison.Ordinal);
        Assert.Contains("0000777", await nora.Read(sheet), StringComparison.Ordinal);
        var third = await nora.Send(form, await nora.Form(form), [.. typed("0000888", "Zénon"), Read(drawn)]);
        Assert.Equal(HttpStatusCode.SeeOther, third.StatusCode);
        var after = WebUtility.HtmlDecode(await nora.Read(sheet));
        Assert.Contains("0000888", after, StringComparison.Ordinal);
        Assert.Contains("Données modifiées", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namesake_born_the_same_day_is_asked_about_before_anybody_is_invited()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = $"{List}/nouveau?entreprise={DemoPeople.Brumont.Siren}";
        (string, string)[] all =
        [
            ("etape", "4"), ("aller", "suite"), ("nom", "Homonyme"), ("prenom", "Claude"), ("naissance", "04/05/1991"), ("siret", "81234567600017"), ("college", "04"),
            ("embauche", "01/12/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/12/2026"), ("courriel", "claude@courrier.example"),
        ];
        var first = await nora.Send(form, await nora.Form(form), all);
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        var id = first.Headers.Location!.ToString().Split('?')[0].Split('/')[^1];

        var asked = await nora.Send(form, await nora.Form(form), all);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.Contains("Est-ce la même personne", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"meme\" value=\"{id}\"", page, StringComparison.Ordinal);
        var same = await nora.Send(form, await nora.Form(form), [.. all, ("meme", id)]);
        Assert.Contains("déjà", WebUtility.HtmlDecode(await same.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var other = await nora.Send(form, await nora.Form(form), [.. all, ("meme", "autre")]);
        Assert.Equal(HttpStatusCode.SeeOther, other.StatusCode);
        Assert.DoesNotContain(id, other.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private string _read = "";

    // What the form was drawn from; the first is kept.
    private (string, string) Read(string page)
    {
        var read = WebUtility.HtmlDecode(Carried().Match(page).Groups[1].Value);
        _read = _read.Length == 0 ? read : _read;
        return ("lu", read);
    }

    private static Func<string, string, (string, string)[]> Typed(string page) => (number, first) =>
    [
        ("nom", "Corrigée"), ("prenom", first), ("naissance", "01/02/1990"), ("numero", number), ("embauche", "01/03/2015"),
        ("siret", WebUtility.HtmlDecode(Site1().Match(page).Groups[1].Value)),
    ];

    [GeneratedRegex("data-employee=\"([0-9a-z-]+)\"")]
    private static partial Regex SomeEmployee();

    [GeneratedRegex("name=\"lu\" value=\"([^\"]*)\"")]
    private static partial Regex Carried();

    [GeneratedRegex("option value=\"(\\d{14})\"")]
    private static partial Regex Site1();
}
