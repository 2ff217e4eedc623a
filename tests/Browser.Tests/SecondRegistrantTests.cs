namespace Browser.Tests;

/// <summary>Somebody proves a company that has an administrator: both see each other's step without a reload.</summary>
public sealed class SecondRegistrantTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Email = "theo.marquenne@maison.example";
    private const string Password = "Cinq-Girafes-57";

    private static readonly (string, string)[][] Screens =
    [
        [("siren", DemoPeople.Brumont.Siren)], [("numeroEntreprise", "700100")], [("nom", "Marquenne"), ("prenom", "Théo"), ("naissance", "04/12/1980")],
        [("fonction", "Comptable"), ("telephone", "0639980010"), ("courriel", Email)], [("password", Password), ("again", Password), ("conditions", " ")],
    ];

    [Fact]
    public async Task Waits_seeing_nothing_and_is_let_in_live()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        await nora.Page.GotoAsync("/multi-siren/accueil");
        await nora.Page.Mark();
        var theo = await stage.Invite();
        var page = await Register(theo);

        await Expect(nora.Page.GetByText("Théo Marquenne demande l’accès à Ateliers Brumont")).ToBeVisibleAsync();
        await Expect(nora.Page.Locator("p.lead")).ToContainTextAsync("4 dossiers vous attendent");
        await nora.Page.LookAllOver("home with an applicant", [1280, 320]);
        await nora.Page.Button("Refuser").ClickAsync();
        await Expect(nora.Page.Button("Ne pas refuser")).ToBeFocusedAsync();
        await nora.Page.LookAllOver("refusal of an applicant", [1280, 320]);
        await nora.Page.Keyboard.PressAsync("Escape");
        await Expect(nora.Page.GetByRole(AriaRole.Dialog, new() { Name = "Refuser" })).ToHaveCountAsync(0);
        Assert.True(await nora.Page.IsUnbroken());

        await theo.SignIn(page, Email, Password, Email);
        await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).ClickAsync();
        await Expect(page.GetByText("Votre demande d’accès à Ateliers Brumont attend")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mes demandes" })).ToHaveCountAsync(0);
        await page.LookAllOver("home of somebody who waits", [1280, 320]);

        await nora.Page.Button("Accepter").ClickAsync();

        await Expect(nora.Page.GetByText("Votre réponse est enregistrée")).ToBeVisibleAsync();
        await Expect(nora.Page.GetByText("demande l’accès")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Nouvelle demande" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Ateliers Brumont").First).ToBeVisibleAsync();
        Assert.Empty(nora.Complaints);
        Assert.Empty(theo.Complaints);
    }

    private static async Task<IPage> Register(Guest guest)
    {
        var page = await guest.Open("/multi-siren/inscription");
        foreach (var screen in Screens)
        {
            var heading = await page.Locator("[data-step]").InnerTextAsync();
            foreach (var (name, typed) in screen)
            {
                if (typed == " ")
                    await page.Locator($"[name={name}]").CheckAsync();
                else
                    await page.Locator($"[name={name}]").FillAsync(typed);
            }
            await page.Locator("form[data-form] button.main").ClickAsync();
            await Expect(page.Locator("[data-step]").Filter(new() { HasText = heading })).ToHaveCountAsync(0);
        }
        var activation = await guest.Mail(m => m.To == Email);
        page = await guest.Follow(activation);
        await page.Button("Ouvrir mon espace").ClickAsync();
        await Expect(page.GetByText("Votre espace est ouvert. Connectez-vous.")).ToBeVisibleAsync();
        return page;
    }
}
