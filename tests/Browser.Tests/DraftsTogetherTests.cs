using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>A draft that is open on two screens: what is drawn anew and when, which of two is the active one, and a right that goes meanwhile.</summary>
public sealed class DraftsTogetherTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Own_save_draws_nothing_anew_and_a_colleague_s_arrives()
    {
        var (nora, hugues) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Hugues));
        var hers = await Third(nora);
        var drawn = 0;
        hers.Request += (_, request) => drawn += IsDrawing(request) ? 1 : 0;
        await Task.Delay(2000);
        var before = drawn;

        await hers.GetByLabel("Votre message").FillAsync("Où en est son dossier ?");
        await Expect(hers.Locator("[data-saved]")).ToContainTextAsync("Enregistré à");
        // A field that one stands in is not drawn anew.
        await hers.GetByLabel("Salarié concerné").FocusAsync();
        await hers.RunAndWaitForResponseAsync(
            () => hers.GetByLabel("Salarié concerné").SelectOptionAsync(new SelectOptionValue { Index = 1 }),
            response => response.Url.Contains("handler=garder", StringComparison.Ordinal));
        // A notice draws within a second and a half.
        await Task.Delay(2500);
        Assert.Equal(before, drawn);

        var his = await hugues.Open(hers.Url);
        await his.GetByLabel("Votre message").FillAsync("Où en est le dossier de cette personne ?");
        await Expect(hers.GetByLabel("Votre message")).ToHaveValueAsync("Où en est le dossier de cette personne ?");
        Assert.True(drawn > before);
    }

    [Fact]
    public async Task Right_that_goes_while_a_draft_is_open_is_said_and_what_was_typed_stays_on_the_screen()
    {
        var (nora, hugues) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Hugues, width: 390));
        var hers = await Third(nora);
        var his = await hugues.Context.NewPageAsync();
        var frames = new List<string>();
        his.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames.Add(frame.Text ?? "");
        await his.GotoAsync(hers.Url);
        await Expect(his.GetByText("Nora Vasselin a aussi ce brouillon ouvert")).ToBeVisibleAsync();
        // Nothing tells the page but its next save.
        await his.RouteAsync("**/demandes/brouillons/**", route => IsDrawing(route.Request) ? route.AbortAsync() : route.ContinueAsync());
        await nora.Page.GotoAsync("/multi-siren/utilisateurs");
        await nora.Page.Locator("a.title").Filter(new() { HasText = "Hugues" }).ClickAsync();
        await nora.Page.Button("Suspendre l’accès").ClickAsync();
        await Expect(nora.Page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        frames.Clear();

        await his.GetByLabel("Votre message").FillAsync("Ce que j’ai écrit");
        await Expect(his.GetByText("Vous n’avez plus accès à ce brouillon.")).ToBeVisibleAsync();
        await Expect(his.GetByLabel("Votre message")).ToHaveValueAsync("Ce que j’ai écrit");
        await Expect(his.Locator("button[value=suite]")).ToBeDisabledAsync();
        await his.LookAllOver("a draft that is no longer one's to write in", [390, 320, 1280]);
        await hers.GetByLabel("Votre message").FillAsync("De Nora seule");
        await Expect(hers.Locator("[data-saved]")).ToContainTextAsync("Enregistré à");
        await Task.Delay(1500);
        Assert.DoesNotContain(frames, f => f.Contains(new Uri(hers.Url).Segments[^1], StringComparison.Ordinal) && f.Contains("change", StringComparison.Ordinal));
        await Expect(his.GetByLabel("Votre message")).ToHaveValueAsync("Ce que j’ai écrit");

        await nora.Page.Button("Rétablir l’accès").ClickAsync();
    }

    private static bool IsDrawing(Microsoft.Playwright.IRequest request) =>
        request.Method == "GET" && request.Headers.ContainsKey("x-fragment") && request.Url.Contains("/demandes/brouillons/", StringComparison.Ordinal);

    // The step of the message and the employee.
    private static async Task<IPage> Third(Guest nora)
    {
        var page = await nora.Open($"/multi-siren/demandes/nouvelle?entreprise={DemoPeople.Brumont.Siren}");
        await page.Locator("button[value=suite]").ClickAsync();
        await page.GetByLabel("Domaine").SelectOptionAsync("prevoyance");
        await page.GetByLabel("Thème").SelectOptionAsync("arret");
        await page.GetByLabel("Motif").SelectOptionAsync("suivi");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Contrat")).ToHaveValueAsync("PR3019000");
        await Expect(page).ToHaveURLAsync(new Regex("/demandes/brouillons/[0-9a-f]+"));
        return page;
    }
}
