namespace Browser.Tests.Lists;

/// <summary>
/// Every page of a space and of the back office that lists something, with none of it, with one, thirty and five thousand, with names of a hundred letters,
/// wide and on a phone: nothing scrolls sideways, lies on something else, is cut or weighs too much, and axe finds nothing in the emptiest and the fullest.
/// <c>GUICHET_LOOK</c> names a folder for pictures of them, light and dark.
/// </summary>
public sealed class WalkTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const int MostBytes = 200 * 1024;
    // A run prints five hundred letters, and each of them can be left out.
    private const int MostOfLetters = 512 * 1024;
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GUICHET_LOOK");
    private readonly List<string> _found = [];

    // "+" before what needs one of its things.
    private static readonly string[] Spaces =
    [
        "accueil?entreprise=toutes", $"+accueil?entreprise={Crowd.Siren}", "entreprises", $"+entreprises/{Crowd.Siren}", $"+entreprises/{Crowd.Siren}?onglet=etablissements",
        "+entreprises/choisir?vers=demandes", "utilisateurs", "+utilisateurs/m1", "+utilisateurs/m1/modifier", $"+univers/sante?entreprise={Crowd.Siren}",
        $"+demarches?entreprise={Crowd.Siren}", "journal", "+salaries?entreprise=toutes", $"+salaries?entreprise={Crowd.Siren}",
        "demandes?entreprise=toutes", "demandes?entreprise=toutes&vue=non-lues", "notifications",
    ];

    private static readonly string[] Desk =
    [
        "demandes", "demandes?file=toutes", "demandes?file=closes", "demandes?choisir=1", "inscriptions", "recherche?q=societe", "recherche?q=rochefoucauld",
        $"+clients/entreprises/multi-siren/{Crowd.Siren}", "+clients/personnes/w1", $"+salaries/multi-siren/{Crowd.Siren}", "rib", "contestations", "traitements",
        "livraisons?etat=toutes", "acces", "annonces?portail=multi-siren", "routage", "absences", "reponses", "lettres", "statistiques",
    ];

    [Fact]
    public async Task Every_list_holds_none_one_thirty_and_five_thousand()
    {
        var (nora, claire) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Claire));
        foreach (var many in new[] { 0, 1, 30, 5000 })
        {
            await Crowd.Fill(stage.Server, many);
            await Walk(nora, Spaces.Select(p => (p[0] is '+', $"/{DemoPeople.Portal}/{p.TrimStart('+')}")), many);
            await Walk(claire, Desk.Select(p => (p[0] is '+', $"/gestion/{p.TrimStart('+')}")), many);
        }

        Assert.Equal([], _found);
        Assert.Equal([], nora.Complaints.Concat(claire.Complaints));
    }

    private async Task Walk(Guest guest, IEnumerable<(bool NeedsOne, string Path)> pages, int many)
    {
        foreach (var (_, path) in pages.Where(p => many > 0 || !p.NeedsOne))
        {
            var what = $"{path} with {many}";
            var answer = (await guest.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded }))!;
            if (!answer.Ok)
                _found.Add($"{what} answers {answer.Status}");
            if ((await answer.BodyAsync()).Length is var bytes && bytes > (path == "/gestion/lettres" ? MostOfLetters : MostBytes))
                _found.Add($"{what} weighs {bytes:N0} bytes");
            foreach (var width in new[] { 1280, 390 })
            {
                await guest.Page.SetViewportSizeAsync(width, 844);
                _found.AddRange((await Collisions.In(guest.Page)).Select(f => $"{what} at {width}: {f}"));
                await Picture(guest.Page, path, many, width);
            }
            if (many is 0 or 5000)
                await Look(guest.Page, what);
        }
    }

    // All that is found is told at once.
    private async Task Look(IPage page, string what)
    {
        try
        {
            await page.Look(what);
        }
        catch (Xunit.Sdk.XunitException found)
        {
            _found.Add(found.Message[..Math.Min(found.Message.Length, 600)]);
        }
    }

    private static async Task Picture(IPage page, string path, int many, int width)
    {
        if (Pictures is null)
            return;
        var name = string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{many}{name}_{width}_{scheme}.png") });
        }
    }
}
