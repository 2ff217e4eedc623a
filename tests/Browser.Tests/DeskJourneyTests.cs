using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>Two advisers and a customer, three browsers: notes, who has the request, and the workbench by keyboard.</summary>
public sealed class DeskJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Word = "Vu avec la comptabilité, prime à neutraliser";

    [Fact]
    public async Task Advisers_pass_a_request_on_and_the_customer_sees_who_answers_and_no_word_of_theirs()
    {
        var (nora, claire, pauline) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Claire), await stage.Invite(DemoPeople.Pauline));
        var hers = claire.Page;
        // A request of the demo that Claire has.
        await hers.GotoAsync("/gestion/demandes?file=miennes&q=ceremonie&ici=1");
        var number = (await hers.Locator("[data-request-number]").First.GetAttributeAsync("data-request-number"))!;

        await hers.Locator("body").PressAsync("j");
        await hers.Keyboard.PressAsync("o");
        await Expect(hers.Thread()).ToHaveAttributeAsync("data-request-number", number);
        var (theirs, thread) = (await pauline.Open($"/gestion/demandes/{number}"), await nora.Open($"/multi-siren/demandes/{number}"));
        foreach (var page in new[] { theirs, thread })
            await page.Mark();
        await Expect(hers.Locator(".talk [data-presence='consulte']")).ToContainTextAsync("Pauline Hestrade consulte");
        await Expect(theirs.Locator(".talk [data-presence='consulte']")).ToContainTextAsync("Claire Montbrel consulte");
        await Expect(hers.Locator($"[data-list] [data-request-number='{number}'] [data-presence]")).ToHaveCountAsync(1);
        await Expect(theirs.Locator("[data-note]")).ToHaveCountAsync(0);
        await Expect(theirs.Composer()).ToHaveCountAsync(0);

        await hers.Locator("body").PressAsync("n");
        await hers.Keyboard.TypeAsync(Word);
        await hers.Button("Ajouter la note").ClickAsync();
        await Expect(theirs.Locator("[data-note='1']")).ToContainTextAsync(Word);

        await theirs.Locator("body").PressAsync("a");
        await theirs.LookAllOver("taking over", [1280, 390]);
        await theirs.Keyboard.TypeAsync("Claire est absente");
        await theirs.Locator("#reprendre button[type=submit]").ClickAsync();
        await Expect(theirs.Composer()).ToBeVisibleAsync();
        await Expect(thread.GetByText("Pauline Hestrade s’en occupe")).ToBeVisibleAsync();
        // Who had it is told on the open page, and cannot write to the customer any more.
        await Expect(hers.Composer()).ToHaveCountAsync(0);
        await theirs.Composer().PressSequentiallyAsync("Bon");
        await Expect(hers.Locator(".talk [data-presence='ecrit']")).ToContainTextAsync("Pauline Hestrade écrit");
        await theirs.Composer().FillAsync("");
        await theirs.Composer().BlurAsync();

        await theirs.Locator("body").PressAsync("x");
        await theirs.LookAllOver("the transfer", [1280, 390]);
        await theirs.Locator("#vers").SelectOptionAsync(new SelectOptionValue { Label = "Claire Montbrel" });
        await theirs.Locator("#consigne").FillAsync("De retour, tout est dit plus haut");
        await theirs.Locator("#transferer button[type=submit]").ClickAsync();
        await Expect(hers.Composer()).ToBeVisibleAsync();
        await Expect(thread.GetByText("Claire Montbrel s’en occupe")).ToBeVisibleAsync();
        await Expect(hers.Locator("[data-note='3']")).ToContainTextAsync("De retour");

        await hers.Locator("body").PressAsync("r");
        await hers.Keyboard.TypeAsync("x o");
        await Expect(hers.Composer()).ToHaveValueAsync("x o");
        await hers.Composer().FillAsync("");
        var seen = await thread.ContentAsync();
        Assert.DoesNotContain("comptabilité", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("De retour", seen, StringComparison.Ordinal);
        Assert.True(await thread.IsUnbroken());
        foreach (var guest in new[] { nora, claire, pauline })
            Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task Advice_that_is_awaited_is_given_by_the_specialist_and_read_at_once_by_who_asked_and_never_by_the_customer()
    {
        var (sabine, claire, fatoumata) = (await stage.Invite(DemoPeople.Sabine, width: 390), await stage.Invite(DemoPeople.Claire), await stage.Invite(DemoPeople.Fatoumata));
        var theirs = sabine.Page;
        await theirs.GotoAsync("/gestion/demandes?file=avis");
        await theirs.Locator("[data-list] a.ticket").ClickAsync();
        var number = (await theirs.Thread().GetAttributeAsync("data-request-number"))!;
        await theirs.LookAllOver("advice to give", [1280, 390]);
        var (hers, thread) = (await claire.Open($"/gestion/demandes/{number}"), await fatoumata.Open($"/employeur/demandes/{number}"));
        await Expect(hers.Locator("[data-advice]")).ToBeVisibleAsync();
        foreach (var page in new[] { hers, thread })
            await page.Mark();

        await theirs.Locator("#avis-t").FillAsync("Oui, une rechute dans les deux mois prolonge le même arrêt");
        await theirs.Button("Rendre l’avis").ClickAsync();
        await Expect(hers.Locator("[data-note]").Last).ToContainTextAsync("une rechute dans les deux mois");
        await Expect(hers.Locator("[data-advice]")).ToHaveCountAsync(0);
        Assert.True(await hers.IsUnbroken() && await thread.IsUnbroken());
        await thread.ReloadAsync();
        Assert.DoesNotContain("une rechute dans les deux mois", await thread.ContentAsync(), StringComparison.Ordinal);
        foreach (var guest in new[] { sabine, claire, fatoumata })
            Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task Call_is_noted_and_a_request_put_aside_by_keyboard_until_the_customer_writes()
    {
        var (nora, lucien) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Claire));
        var (hers, page) = (nora.Page, lucien.Page);
        await page.GotoAsync("/gestion/demandes?file=miennes&q=suivi%20dossier&ici=1");
        var number = (await page.Locator("[data-request-number]").First.GetAttributeAsync("data-request-number"))!;
        await page.GotoAsync($"/gestion/demandes/{number}?file=miennes");

        await page.Unfold("Autres actions");
        await page.Button("Noter un appel").ClickAsync();
        await page.LookAllOver("the call", [1280, 390]);
        await page.Locator("#duree").FillAsync("12");
        await page.Locator("#dit").FillAsync("Zibeline, tout est dit");
        await page.Locator("#appel button[type=submit]").ClickAsync();
        await Expect(page.Locator(".evt", new() { HasText = "Appel téléphonique" })).ToHaveCountAsync(1);

        await page.Locator("body").PressAsync("s");
        await page.LookAllOver("what is put aside", [1280, 390]);
        await page.Locator("#cote button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-snoozed]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-queue='mises-de-cote'] .n")).ToHaveTextAsync("1");
        await Expect(page.Locator($".pane.list [data-request-number='{number}']")).ToHaveCountAsync(0);

        await hers.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(hers.Locator(".evt", new() { HasText = "Appel téléphonique" })).ToHaveCountAsync(1);
        Assert.DoesNotContain("Zibeline", await hers.ContentAsync(), StringComparison.Ordinal);
        await hers.Composer().FillAsync("Une précision de plus");
        await hers.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-queue='mises-de-cote']")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-snoozed]")).ToHaveCountAsync(0);
        foreach (var guest in new[] { nora, lucien })
            Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task Requests_are_taken_read_answered_asked_for_a_document_and_closed_by_keyboard_alone()
    {
        var guest = await stage.Invite(DemoPeople.Pauline);
        var (page, keys) = (guest.Page, new Keyboard(guest.Page));
        await page.GotoAsync("/gestion/demandes?file=non-attribuees");
        await page.Loaded();
        await Pick("j");
        var first = await page.Thread().GetAttributeAsync("data-request-number");
        await Going(() => page.Keyboard.PressAsync("a"));
        await Expect(page.Composer()).ToBeVisibleAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        var said = await page.Messages().CountAsync();

        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("/");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Chercher une réponse" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Composer()).ToHaveValueAsync(new Regex("Bonjour"));
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Messages()).ToHaveCountAsync(said + 1);
        await Expect(page.Composer()).ToHaveValueAsync("");

        // Out of the field, where letters are letters.
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("d");
        await Expect(page.Locator("#pieces")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Relevé d’identité bancaire");
        await Going(() => keys.Press("#demander button[type=submit]"));
        await Expect(page.GetByText("Relevé d’identité bancaire").First).ToBeVisibleAsync();
        await Expect(page.Thread()).ToHaveAttributeAsync("data-status", "en-attente");

        await Pick("j");
        await Expect(page.Thread()).Not.ToHaveAttributeAsync("data-request-number", first!);
        await Going(() => page.Keyboard.PressAsync("a"));
        await Expect(page.Composer()).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("e");
        await keys.Back("#motif-c");
        await page.Keyboard.TypeAsync("Réglé avec le service de paie");
        await Going(() => keys.Press("#clore button[type=submit]"));
        await Expect(page.Thread()).ToHaveAttributeAsync("data-status", "traitee");
        Assert.Empty(guest.Complaints);

        // What is acted upon is a page anew, though its news have come to the old one before.
        async Task Going(Func<Task> act)
        {
            await page.Mark();
            await act();
            await page.BecomesAnother();
            await page.Loaded();
        }

        // The next of the list.
        async Task Pick(string next)
        {
            await page.Keyboard.PressAsync(next);
            var number = await page.EvaluateAsync<string>("document.activeElement.closest('[data-key]').dataset.requestNumber");
            await page.Keyboard.PressAsync("o");
            await Expect(page.Thread()).ToHaveAttributeAsync("data-request-number", number);
        }
    }

    [Fact]
    public async Task Team_and_colleague_that_a_supervisor_adds_stand_on_open_pages_at_once()
    {
        var (lucien, claire) = (await stage.Invite(DemoPeople.Lucien, width: 390), await stage.Invite(DemoPeople.Claire));
        var (teams, colleagues) = (await claire.Open("/gestion/equipes"), await claire.Open("/gestion/equipe"));
        foreach (var page in new[] { teams, colleagues })
            await page.Mark();

        var his = await lucien.Open("/gestion/equipes");
        await his.Locator("#nom").FillAsync("Accidents du travail");
        await his.Button("Créer l’équipe").ClickAsync();
        await Expect(teams.Locator("[data-team]").Filter(new() { HasText = "Accidents du travail" })).ToContainTextAsync("Personne");
        await his.Locator("#collegue").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await his.Locator("#equipe").SelectOptionAsync(new SelectOptionValue { Label = "Accidents du travail" });
        await his.Button("Changer d’équipe").ClickAsync();
        await Expect(teams.Locator("[data-team]").Filter(new() { HasText = "Accidents du travail" }).Locator("bdi")).ToHaveCountAsync(1);

        await his.GotoAsync("/gestion/equipe");
        foreach (var (field, typed) in new[] { ("prenom", "Noé"), ("nom", "Valbrune"), ("courriel", "noe.valbrune@maison.example") })
            await his.Locator($"#{field}").FillAsync(typed);
        await his.Locator("#role").SelectOptionAsync(new SelectOptionValue { Label = "Conseil" });
        await his.Button("Envoyer l’invitation").ClickAsync();
        await Expect(colleagues.GetByText("Noé Valbrune")).ToBeVisibleAsync();
        foreach (var page in new[] { teams, colleagues })
            Assert.True(await page.IsUnbroken());
    }

    [Fact]
    public async Task Letters_are_listed_and_can_be_turned_off()
    {
        var lucien = await stage.Invite(DemoPeople.Lucien);
        var page = lucien.Page;
        await page.GotoAsync("/gestion/demandes");
        await page.Locator("body").PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.LookAllOver("the letters", [1280, 390]);
        await page.Locator("[data-keys-on]").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("body").PressAsync("/");
        await Expect(page.Locator(".pane.list input[type=search]")).Not.ToBeFocusedAsync();

        await page.ReloadAsync();
        await page.Locator("body").PressAsync("?");
        await page.Locator("[data-keys-on]").CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("body").PressAsync("/");
        await Expect(page.Locator(".pane.list input[type=search]")).ToBeFocusedAsync();
    }
}
