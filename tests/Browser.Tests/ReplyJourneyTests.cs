using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>Canned replies by keyboard alone: the supervisor writes one, an adviser answers with it.</summary>
public sealed class ReplyJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Adviser_answers_with_a_reply_that_a_supervisor_just_wrote_by_keyboard_alone()
    {
        var (lucien, claire) = (await stage.Invite(DemoPeople.Lucien), await stage.Invite(DemoPeople.Claire));
        var (his, hers) = (lucien.Page, claire.Page);
        await hers.GotoAsync("/gestion/demandes?file=miennes&q=ceremonie&ici=1");
        await hers.Locator("body").PressAsync("o");
        await Expect(hers.Composer()).ToBeVisibleAsync();
        await his.GotoAsync("/gestion/reponses?portail=multi-siren");
        await his.LookAllOver("the canned replies, as a supervisor", [1280, 390]);
        await his.Locator("#titre").PressAsync("Control+a");
        await his.Keyboard.TypeAsync("Zibeline, cérémonie");
        await his.Keyboard.PressAsync("Tab");
        await his.Keyboard.TypeAsync("Bonjour {prenom}, votre demande {numero} avance.");
        await his.Locator("form:has(#titre) button[type=submit]").PressAsync("Enter");
        await Expect(his.GetByText("La réponse est ajoutée")).ToBeVisibleAsync();

        var number = await hers.Thread().GetAttributeAsync("data-request-number");
        await hers.Locator("body").PressAsync("r");
        await hers.Keyboard.TypeAsync("D’abord ceci.");
        await hers.Keyboard.PressAsync("Enter");
        await hers.Keyboard.TypeAsync("/");
        var list = hers.GetByRole(AriaRole.Listbox);
        var search = hers.GetByRole(AriaRole.Combobox, new() { Name = "Chercher une réponse" });
        await Expect(search).ToBeFocusedAsync();
        await Expect(list.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await hers.LookAllOver("the list of replies", [1280, 390]);
        await hers.Keyboard.TypeAsync("introuvable");
        await Expect(hers.GetByText("Aucune réponse ne correspond.").First).ToBeVisibleAsync();
        await hers.Keyboard.PressAsync("Escape");
        await Expect(hers.Composer()).ToBeFocusedAsync();
        await Expect(hers.Composer()).ToHaveValueAsync("D’abord ceci.\n");

        await hers.Keyboard.TypeAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await Expect(list.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await hers.Keyboard.PressAsync("ArrowDown");
        var second = list.GetByRole(AriaRole.Option).Nth(1);
        await Expect(second).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(search).ToHaveAttributeAsync("aria-activedescendant", (await second.GetAttributeAsync("id"))!);
        await hers.Keyboard.TypeAsync("CEREMONIE zib");
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await hers.Keyboard.PressAsync("Enter");
        await Expect(hers.Composer()).ToHaveValueAsync($"D’abord ceci.\nBonjour Hugues, votre demande {number} avance.");
        await Expect(hers.Composer()).ToBeFocusedAsync();
        await hers.Keyboard.TypeAsync(" 1/2");
        await hers.Keyboard.PressAsync("Control+Enter");
        await Expect(hers.Messages().Last).ToContainTextAsync($"Bonjour Hugues, votre demande {number} avance. 1/2");

        // The button does what the slash does, and a second slash is one that was meant.
        await hers.Button("Réponses types").PressAsync("Enter");
        await Expect(search).ToBeFocusedAsync();
        await hers.Keyboard.PressAsync("Escape");
        await hers.Composer().PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await hers.Keyboard.PressAsync("/");
        await Expect(hers.Composer()).ToHaveValueAsync("/");
        await hers.Composer().FillAsync("");
        foreach (var guest in new[] { lucien, claire })
            Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task Without_a_script_the_reply_is_chosen_from_a_list_and_the_draft_stays()
    {
        var claire = await stage.Invite(DemoPeople.Claire, scripts: false);
        var page = claire.Page;
        await page.GotoAsync("/gestion/demandes?file=miennes&q=subrogation&ici=1");
        await page.Locator("[data-rows] a").First.ClickAsync();
        await page.Composer().FillAsync("Bonjour,");
        await page.Button("Réponses types").ClickAsync();
        await page.Locator("#reponse").SelectOptionAsync(new SelectOptionValue { Label = "Tout est réglé" });
        await page.Button("Insérer").ClickAsync();

        await Expect(page.Composer()).ToHaveValueAsync(
            new Regex("^Bonjour,\n\nBonjour Nora Vasselin,\n\nTout est en ordre au .*Claire Montbrel$", RegexOptions.Singleline));
        Assert.Empty(claire.Complaints);
    }
}
