using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>Requests of the workbench's list open beside it, without a new page, and each is live only as long as it stands there.</summary>
public sealed class BesideJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string List = "/gestion/demandes?file=miennes";

    [Fact]
    public async Task Requests_open_by_letters_beside_a_list_that_stays_and_each_is_live_while_it_is_there()
    {
        var (claire, pauline) = (await stage.Invite(DemoPeople.Claire), await stage.Invite(DemoPeople.Pauline));
        var page = claire.Page;
        await page.GotoAsync(List);
        await page.Mark();
        var (first, second) = (await Number(page, 0), await Number(page, 1));

        await Step(page, first);
        await Expect(page).ToHaveURLAsync(new Regex($"/gestion/demandes/{first}\\?"));
        await Expect(page).ToHaveTitleAsync(new Regex($"Demande {first} – "));
        var theirs = await pauline.Open($"/gestion/demandes/{first}");
        await Expect(theirs.Locator(".talk [data-presence='consulte']")).ToContainTextAsync("Claire Montbrel consulte");

        await page.Composer().FillAsync("Un mot commencé");
        await page.Composer().BlurAsync();
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("Une note commencée");
        await page.Locator("#note-t").BlurAsync();
        await Step(page, second);
        // Who was beside the list is no longer said to be there.
        await Expect(theirs.Locator(".talk [data-presence='consulte']")).ToHaveCountAsync(0);
        await Expect(page.Composer()).ToHaveValueAsync("");
        await Expect(page.Locator($"[data-list] [data-request-number='{second}'] .ticket")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.Locator("[data-list] .ticket[aria-current]")).ToHaveCountAsync(1);
        var word = await pauline.Open($"/gestion/demandes/{second}");
        await Note(word, "Zibeline, vu avec eux");
        await Expect(page.Locator("[data-note]").Last).ToContainTextAsync("Zibeline, vu avec eux");
        await Expect(page.Locator(".talk [data-presence='consulte']")).ToContainTextAsync("Pauline Hestrade consulte");

        // « Retour » is the request before, with all that was begun there and what came since.
        await Note(theirs, "Pendant ce temps");
        await page.GoBackAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", first);
        await Expect(page.Composer()).ToHaveValueAsync("Un mot commencé");
        await Expect(page.Locator("#note-t")).ToHaveValueAsync("Une note commencée");
        await Expect(page.Locator("[data-note]").Last).ToContainTextAsync("Pendant ce temps");
        await page.GoForwardAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", second);
        await page.GoBackAsync();
        await page.Locator("#note-t").FillAsync("");
        await page.Locator("#composeur [type=submit]").ClickAsync();
        await Expect(page.Messages().Last).ToContainTextAsync("Un mot commencé");
        await Expect(page.Locator($"[data-list] [data-request-number='{first}']")).ToContainTextAsync("Un mot commencé");

        Assert.True(await page.IsUnbroken());
        await page.ReloadAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", first);
        // What came with the page goes as well.
        await Expect(theirs.Locator(".talk [data-presence='consulte']")).ToContainTextAsync("Claire Montbrel consulte");
        await Step(page, second);
        await Expect(theirs.Locator(".talk [data-presence='consulte']")).ToHaveCountAsync(0);
        foreach (var guest in new[] { claire, pauline })
            Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task On_a_phone_a_request_takes_the_screen_and_leads_back_to_where_the_list_was()
    {
        var claire = await stage.Invite(DemoPeople.Claire, width: 390);
        var page = claire.Page;
        await page.GotoAsync("/gestion/demandes");
        await page.Mark();
        var number = await Number(page, await page.Locator("[data-list] [data-request-number]").CountAsync() - 1);
        var row = page.Locator($"[data-list] [data-request-number='{number}'] .ticket");
        await row.ScrollIntoViewIfNeededAsync();
        var at = await page.EvaluateAsync<double>("scrollY");
        Assert.True(at > 0);

        await row.ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", number);
        await Expect(row).ToBeHiddenAsync();
        Assert.Equal(0, await page.EvaluateAsync<double>("scrollY"));
        await page.LookAllOver("a request beside nothing", [390]);
        await page.Locator(".talk a.back").ClickAsync();
        await Expect(row).ToBeInViewportAsync();
        Assert.True(await page.IsUnbroken());
        Assert.Empty(claire.Complaints);
    }

    [Fact]
    public async Task Customer_stands_beside_the_request_their_sheet_says_who_looked_and_the_next_one_is_a_click_away()
    {
        var lucien = await stage.Invite(DemoPeople.Lucien);
        var page = lucien.Page;
        await page.GotoAsync("/gestion/demandes");
        await page.Mark();
        var (first, second) = (await Number(page, 0), await Number(page, 1));
        await page.Row(first).Locator(".ticket").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", first);
        var client = page.Locator("#client");
        await Expect(client.GetByRole(AriaRole.Heading, new() { Name = "Autres demandes" })).ToBeVisibleAsync();
        await Expect(client.Locator($"[data-beside='{first}']")).ToHaveCountAsync(0);
        await Expect(client.Locator("[data-beside]")).Not.ToHaveCountAsync(0);
        await page.LookAllOver("a request with its customer", [1440, 1280, 1000, 390]);

        await Expect(page.Button("Demande précédente")).ToBeDisabledAsync();
        await page.Button("Demande suivante").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", second);
        await Expect(page.Button("Demande suivante")).ToBeFocusedAsync();
        await page.Button("Demande précédente").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", first);

        // On a narrow screen the customer is the other view of the two.
        await page.SetViewportSizeAsync(390, 844);
        await Expect(client).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Client et pièces" }).ClickAsync();
        await Expect(client).ToBeVisibleAsync();
        await Expect(page.Locator(".talk > .scroll")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Échanges" }).ClickAsync();
        await Expect(client).ToBeHiddenAsync();
        Assert.True(await page.IsUnbroken());

        await page.GetByRole(AriaRole.Link, new() { Name = "Client et pièces" }).ClickAsync();
        await client.GetByRole(AriaRole.Link, new() { Name = "Voir la fiche entière" }).ClickAsync();
        // When it was looked at beside the request, and as its own page.
        await Expect(page.GetByText("Lucien Aubrevent")).Not.ToHaveCountAsync(0);
        Assert.Empty(lucien.Complaints);
    }

    [Fact]
    public async Task Adviser_writes_first_and_the_client_s_open_home_says_so_and_is_answered_in_place()
    {
        var (pauline, ousmane) = (await stage.Invite(DemoPeople.Pauline), await stage.Invite(DemoPeople.Ousmane, width: 390));
        var (page, his) = (pauline.Page, ousmane.Page);
        await his.GotoAsync("/multi-siren/accueil");
        await his.Mark();
        await page.GotoAsync($"/gestion/clients/personnes/{DemoPeople.Ousmane.Key}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Écrire au client" }).ClickAsync();
        await page.Locator("#objet").FillAsync("Zanzibar, votre bail");
        await page.Locator("#texte").FillAsync("Bonjour, votre bail nous manque.");
        await page.Locator("#pieces").FillAsync("Bail signé");
        await page.Button("Envoyer").ClickAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-status", "en-attente");

        var told = his.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Zanzibar") }).First;
        await Expect(told).ToBeVisibleAsync();
        Assert.True(await his.IsUnbroken());
        await told.ClickAsync();
        await Expect(his.GetByText("Bail signé").First).ToBeVisibleAsync();
        await his.LookAllOver("what an adviser wrote first", [1280, 390]);
        await his.Locator("[data-composer] input[name=files]").SetInputFilesAsync(Finding.Png("bail.png"));
        await Expect(his.Locator("[data-attachment-state=prete]")).ToHaveCountAsync(1);
        await his.Write("Le voici.");
        await Expect(page.Messages().Last).ToContainTextAsync("Le voici.");

        // What he sent is looked at where one reads.
        await page.Messages().Last.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("bail.png") }).ClickAsync();
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "bail.png" });
        await Eventually.True(async () => await picture.EvaluateAsync<int>("p => p.naturalWidth") == 32);
        await page.LookAllOver("a picture beside the thread", [1280, 390]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(picture).ToBeHiddenAsync();
        await Expect(page.Messages().Last.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        foreach (var guest in new[] { pauline, ousmane })
            Assert.Empty(guest.Complaints);
    }

    private static async Task<string> Number(IPage page, int row) =>
        (await page.Locator("[data-list] [data-request-number]").Nth(row).GetAttributeAsync("data-request-number"))!;

    private static async Task Step(IPage page, string to)
    {
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("o");
        await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", to);
    }

    private static async Task Note(IPage page, string word)
    {
        await page.Locator("body").PressAsync("n");
        await page.Keyboard.TypeAsync(word);
        await page.Button("Ajouter la note").ClickAsync();
        await Expect(page.Locator("[data-note]").Last).ToContainTextAsync(word);
    }
}
