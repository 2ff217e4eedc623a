using System.Text.Json;
using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>« Poser une question »: about an employee and a contract, and where a question has a form of its own.</summary>
public sealed class ContactJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_question_about_an_employee_s_stop_is_sent_with_them_and_their_contract()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = await Begin(nora);
        await Choose(page, "prevoyance", "arret", "suivi");
        await Expect(page.Locator("[data-own-form]")).ToBeHiddenAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Contrat")).ToHaveValueAsync("PR3019000");
        var employee = page.GetByLabel("Salarié concerné");
        await employee.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var name = (await employee.Locator("option:checked").TextContentAsync())!.Split(' ')[0];
        await page.GetByLabel("Votre message").FillAsync("Où en est son dossier ?");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("[data-piece=doc_medical]")).ToContainTextAsync("facultatif");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("PR3019000");
        await page.Button("Envoyer").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir la demande" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Arrêt de travail · Suivi d’un dossier");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
    }

    [Fact]
    public async Task A_question_with_a_form_of_its_own_opens_it_and_one_that_is_bound_to_it_goes_no_further()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var page = await Begin(nora);
        await Choose(page, "sante", "contrat-sante", "attestation");
        await Expect(page.GetByText("Cette démarche a son formulaire, la réponse est plus rapide.")).ToBeVisibleAsync();
        await page.Button("Demander une attestation").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/multi-siren/demarches/attestation\\?depuis=[0-9a-f]+&entreprise={DemoPeople.Brumont.Siren}"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Demander une attestation");

        await page.GoBackAsync();
        await page.GetByLabel("Domaine").SelectOptionAsync("reclamation");
        await Expect(page.GetByLabel("Motif")).ToHaveValueAsync("deposer");
        await Expect(page.GetByText("elle ne s’envoie pas comme une question")).ToBeVisibleAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToContainTextAsync("cette démarche a son formulaire");
        await Choose(page, "sante", "remboursements", "delai");
        await Expect(page.Locator("[data-own-form]")).ToBeHiddenAsync();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Votre message")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_colleagues_write_one_draft_and_one_of_them_sends_it()
    {
        var (nora, hugues) = (await stage.Invite(DemoPeople.Nora), await stage.Invite(DemoPeople.Hugues, width: 390));
        var hers = await Begin(nora);
        await Choose(hers, "prevoyance", "arret", "suivi");
        await hers.Locator("button[value=suite]").ClickAsync();
        await Expect(hers.GetByLabel("Contrat")).ToHaveValueAsync("PR3019000");

        var his = await hugues.Open($"/multi-siren/demarches/contact?entreprise={DemoPeople.Brumont.Siren}");
        await Expect(his.Locator("[data-waiting]")).ToContainTextAsync("Commencé par Nora Vasselin");
        await his.Locator($"[data-waiting] a[href$='{new Uri(hers.Url).Segments[^1]}']").ClickAsync();
        await Expect(his.GetByText("Brouillon commencé par Nora Vasselin")).ToBeVisibleAsync();
        await Expect(hers.GetByText("Hugues Tarbelle a aussi ce brouillon ouvert")).ToBeVisibleAsync();

        await hers.GetByLabel("Votre message").PressSequentiallyAsync("Où en est son dossier ?");
        await Expect(his.GetByText("Nora Vasselin écrit ici en ce moment.")).ToBeVisibleAsync();
        await Expect(his.GetByLabel("Votre message")).ToHaveAttributeAsync("readonly", "");
        await Expect(his.GetByLabel("Votre message")).ToHaveValueAsync("Où en est son dossier ?");
        await his.LookAllOver("a draft of a colleague", [390, 320, 1280]);

        await hugues.Context.SetOfflineAsync(true);
        await his.GetByLabel("Salarié concerné").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(his.Locator("[data-saved]")).ToContainTextAsync("non enregistré");
        await hers.GetByLabel("Salarié concerné").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        var chosen = await hers.GetByLabel("Salarié concerné").InputValueAsync();
        await Expect(hers.Locator("[data-saved]")).ToContainTextAsync("Enregistré à");
        await hugues.Context.SetOfflineAsync(false);
        await Expect(his.Locator("[data-conflict=salarie]")).ToContainTextAsync("Nora Vasselin a écrit ici entre-temps", new() { Timeout = 30_000 });
        await Expect(his.GetByLabel("Salarié concerné")).Not.ToHaveValueAsync(chosen);
        await his.LookAllOver("two answers in one field", [390, 320, 1280]);
        await his.Button("Prendre l’autre réponse").ClickAsync();
        await Expect(his.GetByLabel("Salarié concerné")).ToHaveValueAsync(chosen);

        foreach (var page in new[] { his, hers })
        {
            await page.Locator("button[value=suite]").ClickAsync();
            await page.Locator("button[value=suite]").ClickAsync();
            await Expect(page.Button("Envoyer")).ToBeVisibleAsync();
        }
        await hers.Button("Envoyer").ClickAsync();
        await Expect(his.Locator("[data-sent-by]")).ToContainTextAsync("Envoyé par Nora Vasselin.");
        await his.GetByRole(AriaRole.Link, new() { Name = "Voir la demande" }).ClickAsync();
        await Expect(his.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Arrêt de travail · Suivi d’un dossier");
    }

    [Fact]
    public async Task A_page_that_was_drawn_before_a_choice_was_kept_does_not_take_it_back()
    {
        var page = await Begin(await stage.Invite(DemoPeople.Hugues));
        var (drawn, late, never) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(new Regex("/brouillons/[^/]*etape=2"), async route =>
        {
            if (route.Request.Method != "GET")
            {
                await route.ContinueAsync();
                return;
            }
            var answer = await route.FetchAsync();
            await (Interlocked.Increment(ref drawn) == 1 ? late : never).Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await page.EvaluateAsync("document.querySelector('[data-together]').dispatchEvent(new Event('draft-changed'))");
        await Eventually.True(() => Task.FromResult(drawn == 1));

        var seen = page.Locator("input[name=lu]");
        var nothing = JsonDocument.Parse(await seen.InputValueAsync()).RootElement.GetProperty("motif").GetString()!;
        await Choose(page, "sante", "remboursements", "delai");
        await Expect(seen).Not.ToHaveValueAsync(new Regex(nothing));
        late.SetResult();
        await Eventually.True(() => Task.FromResult(drawn == 2));

        await Expect(page.GetByLabel("Domaine")).ToHaveValueAsync("sante");
        await Expect(page.GetByLabel("Thème")).ToHaveValueAsync("remboursements");
        await Expect(page.GetByLabel("Motif")).ToHaveValueAsync("delai");
        never.SetResult();
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Votre message")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_chosen_before_the_script_has_come_opens_the_next_choice()
    {
        var hugues = await stage.Invite(DemoPeople.Hugues);
        var (address, held) = ((await Begin(hugues)).Url, new TaskCompletionSource());
        var page = await hugues.Context.NewPageAsync();
        await page.RouteAsync("**/build/app*", async route => { await held.Task; await route.ContinueAsync(); });
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByLabel("Domaine").SelectOptionAsync("sante");
        held.SetResult();

        await page.GetByLabel("Thème").SelectOptionAsync("remboursements");
        await page.GetByLabel("Motif").SelectOptionAsync("delai");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Votre message")).ToBeVisibleAsync();
    }

    private static async Task<IPage> Begin(Guest guest)
    {
        var page = await guest.Open($"/multi-siren/demandes/nouvelle?entreprise={DemoPeople.Brumont.Siren}");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByLabel("Entreprise concernée")).ToHaveValueAsync("Ateliers Brumont");
        return page;
    }

    private static async Task Choose(IPage page, string domain, string theme, string reason)
    {
        await page.GetByLabel("Domaine").SelectOptionAsync(domain);
        await page.GetByLabel("Thème").SelectOptionAsync(theme);
        await page.GetByLabel("Motif").SelectOptionAsync(reason);
    }
}
