namespace Browser.Tests;

/// <summary>Cases B01 and B02: another tab changes what a form's token was made for; what was typed is sent all the same.</summary>
public sealed class TabsTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task B01_What_is_typed_is_sent_though_the_page_s_token_went_stale()
    {
        var guest = await stage.Invite(DemoPeople.Nora);
        await guest.Page.GotoAsync("/multi-siren/demandes");
        var number = (await guest.Page.Locator("[data-status=en-attente]").First.GetAttributeAsync("data-request-number"))!;
        var page = await guest.Open($"/multi-siren/demandes/{number}");
        var before = await page.Messages().CountAsync();
        await page.Mark();
        await page.Composer().FillAsync("Écrit pendant qu’un autre onglet s’ouvrait");
        var form = await guest.Open("/multi-siren/demandes/nouvelle");
        await form.GetByLabel("Nom", new() { Exact = false }).Last.FillAsync("Prunevieille");
        await LoseTheCookie(guest);

        await page.Button("Envoyer").ClickAsync();
        await Expect(page.Message(before + 1)).ToContainTextAsync("Écrit pendant qu’un autre onglet s’ouvrait");
        Assert.True(await page.IsUnbroken());

        // A form of a page is not sent by a script: its token is renewed because the window was left meanwhile.
        await form.Mark();
        await form.EvaluateAsync("window.dispatchEvent(new Event('blur'))");
        await form.Locator("button[value=suite]").ClickAsync();
        await form.BecomesAnother();
        await form.GotoAsync($"{new Uri(form.Url).AbsolutePath}?etape=1");
        await Expect(form.GetByLabel("Nom", new() { Exact = false }).Last).ToHaveValueAsync("Prunevieille");
    }

    [Fact]
    public async Task B02_A_sign_in_that_another_tab_has_done_leads_there()
    {
        var guest = await stage.Invite();
        var late = await guest.Open("/multi-siren/connexion");
        var looked = await guest.Open("/multi-siren/connexion");
        await guest.SignIn(DemoPeople.Ousmane);

        await late.Locator("[autocomplete=username]").FillAsync(DemoPeople.Ousmane.Email);
        await late.Locator("[autocomplete=current-password]").FillAsync(DemoPeople.Password);
        await late.Button("Se connecter").ClickAsync();
        await Expect(late.Locator("details.menu.name")).ToBeVisibleAsync();

        await looked.EvaluateAsync("window.dispatchEvent(new Event('blur')); window.dispatchEvent(new Event('focus'))");
        await Expect(looked.Locator("details.menu.name")).ToBeVisibleAsync();
    }

    private static async Task LoseTheCookie(Guest guest)
    {
        await guest.Context.ClearCookiesAsync(new() { Name = "antiforgery" });
        await (await guest.Open("/multi-siren/accueil")).CloseAsync();
    }
}
