using Tests.Fixtures;

namespace Browser.Tests;

/// <summary>
/// Every page of <see cref="Screens"/>, wide, as a phone and at 320 px, light and dark: axe finds nothing, and nothing scrolls sideways, at twice the text
/// either; fingers find 44 px. By keyboard each stop is seen, in the order of the page.
/// </summary>
public sealed class AccessibilityTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private static readonly int[] Widths = [1280, 390, 320];

    [Fact]
    public async Task Public_pages_have_no_finding()
    {
        await LookAt(await stage.Invite(), Screens.Of(Looker.Stranger));
    }

    [Fact]
    public async Task The_codes_page_has_no_finding()
    {
        var guest = await stage.Invite();
        var page = await guest.Open("/multi-siren/connexion");
        await page.Locator("[autocomplete=username]").FillAsync(DemoPeople.Ousmane.Email);
        await page.Locator("[autocomplete=current-password]").FillAsync("pas le bon mot de passe");
        await page.Button("Se connecter").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look(page, "refused");
        await page.Locator("[autocomplete=current-password]").FillAsync(DemoPeople.Password);
        await page.Button("Se connecter").ClickAsync();
        await Expect(page.Locator("[autocomplete=one-time-code]")).ToBeVisibleAsync();
        await Look(page, "code");
    }

    [Fact]
    public async Task Pages_of_customers_have_no_finding()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        await nora.Page.GotoAsync("/multi-siren/demandes?entreprise=toutes");
        var links = await nora.Page.Locator("[data-key]").EvaluateAllAsync<string[]>("rows => rows.map(r => r.querySelector('a').getAttribute('href').split('?')[0])");
        var draft = links.Single(l => l.EndsWith("/demo-brouillon", StringComparison.Ordinal));
        var sent = links.Where(l => !l.Contains("/brouillons/", StringComparison.Ordinal)).ToList();
        await LookAt(nora,
            [.. Screens.Of(Looker.Customer, sent[0].Split('/')[^1], draft.Split('/')[^1]), .. sent.Skip(1)]);
        Assert.Equal([], nora.Complaints.Where(c => !c.Contains("404", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Home_of_an_insured_person_has_no_finding_with_all_guarantees_open()
    {
        var samir = await stage.Invite(DemoPeople.Samir);
        foreach (var contract in await samir.Page.Locator("[data-contract] > summary").AllAsync())
            await contract.ClickAsync();
        await Expect(samir.Page.GetByText("300 % de votre salaire annuel brut")).ToBeVisibleAsync();
        await Look(samir.Page, "guarantees");

        Assert.Equal([], samir.Complaints);
    }

    [Fact]
    public async Task Faulty_steps_and_open_dialogs_have_no_finding()
    {
        var irene = await stage.Invite(DemoPeople.Irene);
        var page = await irene.Open("/multi-siren/demandes/nouvelle");
        await page.GetByLabel("Nom", new() { Exact = false }).Last.FillAsync("");
        await page.GetByLabel("Adresse e\u2011mail").FillAsync("nora");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToBeFocusedAsync();
        await Look(page, "faults");

        await page.GotoAsync("/multi-siren/demandes?entreprise=toutes");
        await page.Locator("[data-status=envoyee] a").First.ClickAsync();
        await page.Button("Annuler ma demande").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Look(page, "withdraw");

        await page.GotoAsync($"/multi-siren/demandes/nouvelle?entreprise={DemoPeople.Brumont.Siren}");
        await page.GetByLabel("Prénom").FillAsync("Irène-Marie");
        await page.Locator("button[value=suite]").ClickAsync();
        await page.GotoAsync(page.Url.Split('?')[0] + "?etape=5");
        await page.Button("Effacer ce brouillon").ClickAsync();
        await Expect(page.Button("Le garder")).ToBeFocusedAsync();
        await Look(page, "discard");
    }

    [Fact]
    public async Task Pages_of_advisers_have_no_finding()
    {
        var claire = await stage.Invite(DemoPeople.Claire);
        var page = claire.Page;
        await page.GotoAsync("/gestion/demandes");
        // One of each status.
        var numbers = await page.Locator("[data-key]").EvaluateAllAsync<string[]>(
            "rows => [...new Map(rows.map(r => [r.dataset.status, r.dataset.requestNumber])).values()]");
        await LookAt(claire, [.. Screens.Of(Looker.Adviser, numbers[0]), .. numbers.Skip(1).Select(n => $"/gestion/demandes/{n}")]);

        await page.GotoAsync("/gestion/demandes?file=miennes");
        await page.Locator("[data-status=en-cours] a, [data-status=en-attente] a").First.ClickAsync();
        foreach (var dialog in new[] { "Demander des pièces", "Clore" })
        {
            await page.Button(dialog).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await Look(page, dialog);
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Annuler" }).ClickAsync();
        }
    }

    [Fact]
    public async Task Pages_of_supervisors_have_no_finding() => await LookAt(await stage.Invite(DemoPeople.Lucien), Screens.Of(Looker.Supervisor));

    // In three tabs at once: each waits for its own page most of the time.
    private async Task LookAt(Guest guest, IReadOnlyList<string> paths)
    {
        var (twice, touch) = (await stage.Invite(state: await guest.Keep(), twice: true), await stage.Invite(width: 390, state: await guest.Keep(), touch: true));
        await Task.WhenAll(
            LookAndWalk(guest, [.. paths.Where((_, i) => i % 2 == 0)]), LookAndWalk(guest, [.. paths.Where((_, i) => i % 2 == 1)]),
            LookLargeAndSmall());

        async Task LookLargeAndSmall()
        {
            await LookAtTwiceTheText(twice, paths);
            await LookWithFingers(touch, paths);
        }
    }

    private static async Task LookAndWalk(Guest guest, IReadOnlyList<string> paths)
    {
        var page = await guest.Context.NewPageAsync();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await Look(page, path);
            await page.SetViewportSizeAsync(1280, 900);
            Assert.NotEqual(0, await new Keyboard(page).WalkDown());
        }
        await page.CloseAsync();
    }

    private static async Task LookAtTwiceTheText(Guest guest, IReadOnlyList<string> paths)
    {
        var page = await guest.Context.NewPageAsync();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            foreach (var width in new[] { 1280, 390 })
            {
                await page.SetViewportSizeAsync(width, 844);
                await page.LookForWhatIsCut($"{path} at twice the text, {width}");
            }
        }
        Assert.Equal("32px", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize"));
        await page.CloseAsync();
    }

    private static async Task LookWithFingers(Guest guest, IReadOnlyList<string> paths)
    {
        var page = await guest.Context.NewPageAsync();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await page.LookForWhatFingersMiss(path);
        }
        await page.CloseAsync();
    }

    private static Task Look(IPage page, string what) => page.LookAllOver(what, Widths);
}
