using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Tests.Fixtures.Cluster;

namespace Browser.Tests;

/// <summary>A session ends while somebody writes: they are warned, may stay, and sign in again without losing a word.</summary>
public sealed partial class SessionEndTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task The_warning_is_asked_of_the_server_and_its_button_keeps_the_session()
    {
        var guest = await stage.Invite(DemoPeople.Nora);
        var page = await guest.Open("/multi-siren/demandes");
        await page.Mark();
        await Advance("00:27:00");
        await Look(page);
        await Expect(Dialog(page)).ToHaveCountAsync(0);

        await Advance("00:01:30");
        await Look(page);

        await Expect(Dialog(page)).ToHaveAccessibleNameAsync("Continuer la session\u202f?");
        await Expect(Dialog(page).GetByRole(AriaRole.Timer)).ToHaveTextAsync(ARunningMinute());
        await Expect(page.Button("Continuer la session")).ToBeFocusedAsync();
        await page.LookAllOver("the dialog", 390, 1280);
        await page.Keyboard.PressAsync("Enter");
        await Expect(Dialog(page)).ToHaveCountAsync(0);
        await Advance("00:27:00");
        await Look(page);
        Assert.Equal(200, (await page.APIRequest.GetAsync("/multi-siren/fragments/session")).Status);
        await Expect(Dialog(page)).ToHaveCountAsync(0);
        Assert.True(await page.IsUnbroken());
    }

    [Fact]
    public async Task A_renewal_in_another_tab_takes_the_warning_away()
    {
        var guest = await stage.Invite(DemoPeople.Nora);
        var page = await guest.Open("/multi-siren/demandes");
        await Advance("00:28:30");
        await Look(page);
        await Expect(Dialog(page)).ToBeVisibleAsync();

        await (await guest.Open("/multi-siren/accueil")).CloseAsync();
        await Look(page);

        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_half_typed_message_outlives_the_session_and_is_sent_after_signing_in_in_place()
    {
        var guest = await stage.Invite(DemoPeople.Nora);
        await guest.Page.GotoAsync("/multi-siren/demandes");
        var number = (await guest.Page.Locator("[data-status=en-attente]").First.GetAttributeAsync("data-request-number"))!;
        var page = await guest.Open($"/multi-siren/demandes/{number}");
        var before = await page.Messages().CountAsync();
        await page.Mark();
        await page.Composer().FillAsync("Je commence à écrire");
        await Advance("00:31:00");

        // The live link may have ended first and have opened the dialog over the button.
        await page.Button("Envoyer").DispatchEventAsync("click");
        await Expect(Dialog(page)).ToHaveAccessibleNameAsync("Se reconnecter\u202f?");
        await Expect(Dialog(page).Locator("[autocomplete=username]")).ToBeFocusedAsync();
        await page.LookAllOver("the dialog", 390, 1280);
        await SignInAgain(guest, page, DemoPeople.Nora);

        await Expect(Dialog(page)).ToHaveCountAsync(0);
        await Expect(page.Locator(".note.session")).ToHaveCountAsync(0);
        Assert.True(await page.IsUnbroken());
        await Expect(page.Composer()).ToHaveValueAsync("Je commence à écrire");
        await page.Button("Envoyer").ClickAsync();
        await Expect(page.Message(before + 1)).ToContainTextAsync("Je commence à écrire");
        using var claire = new Person(stage.Server.Address, "Claire");
        await claire.SignIn();
        await claire.Say(number, "le lien est revenu", "key-back");
        await Expect(page.Message(before + 2)).ToContainTextAsync("le lien est revenu", new() { Timeout = 5_000 });
    }

    [Fact]
    public async Task A_form_of_a_page_is_sent_with_all_that_was_typed_once_signed_in_again()
    {
        var guest = await stage.Invite(DemoPeople.Irene);
        var page = await guest.Open("/multi-siren/demandes/nouvelle");
        await page.GetByLabel("Nom", new() { Exact = false }).Last.FillAsync("Prunevieille");
        await Advance("00:31:00");
        await Look(page);
        await Expect(Dialog(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(page)).ToHaveCountAsync(0);

        await page.Mark();
        await page.Locator("button[value=suite]").ClickAsync();
        await SignInAgain(guest, page, DemoPeople.Irene);

        // Saving by itself moves the address too; only a form that is sent brings another page.
        await page.BecomesAnother();
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}?etape=1");
        await Expect(page.GetByLabel("Nom", new() { Exact = false }).Last).ToHaveValueAsync("Prunevieille");
    }

    [Fact]
    public async Task Somebody_else_signing_in_there_gets_a_page_of_their_own()
    {
        var guest = await stage.Invite(DemoPeople.Nora);
        var page = await guest.Open("/multi-siren/demandes");
        await page.Mark();
        await Advance("00:31:00");
        await Look(page);

        // The other tab finds it out too, in the middle.
        await SignInAgain(guest, page, DemoPeople.Ousmane, async () =>
        {
            await Look(guest.Page);
            await Expect(Dialog(guest.Page)).ToBeVisibleAsync();
        });

        await Expect(page.Locator("details.menu.name")).ToContainTextAsync(DemoPeople.Ousmane.LastName);
        Assert.False(await page.IsUnbroken());
    }

    [Fact]
    public async Task Signing_in_again_in_one_tab_is_enough_for_all()
    {
        var guest = await stage.Invite(DemoPeople.Nora);
        var page = await guest.Open("/multi-siren/demandes");
        await page.Mark();
        await guest.Page.Mark();
        await Advance("00:31:00");
        await Look(page);
        await Look(guest.Page);
        await Expect(Dialog(guest.Page)).ToBeVisibleAsync();

        await SignInAgain(guest, page, DemoPeople.Nora);
        await Expect(Dialog(page)).ToHaveCountAsync(0);
        await Look(guest.Page);

        await Expect(Dialog(guest.Page)).ToHaveCountAsync(0);
        await Expect(guest.Page.Locator(".note.session")).ToHaveCountAsync(0);
        Assert.True(await page.IsUnbroken());
        Assert.True(await guest.Page.IsUnbroken());
    }

    private static ILocator Dialog(IPage page) => page.Locator("dialog[open]");

    // A page that is looked at again asks at once how long the session still lasts.
    private static Task Look(IPage page) => page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

    private async Task Advance(string by)
    {
        using var demo = new HttpClient { BaseAddress = stage.Server.Address };
        (await demo.PostAsJsonAsync("/demo/clock", new { advance = by })).EnsureSuccessStatusCode();
    }

    private static async Task SignInAgain(Guest guest, IPage page, DemoPerson person, Func<Task>? meanwhile = null)
    {
        var last = (await guest.Mails()).Select(m => m.Id).DefaultIfEmpty().Max();
        await Dialog(page).Locator("[autocomplete=username]").FillAsync(person.Email);
        await Dialog(page).Locator("[autocomplete=current-password]").FillAsync(DemoPeople.Password);
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        var code = Dialog(page).Locator("[autocomplete=one-time-code]");
        // A browser that is known is asked for no code.
        await Expect(code.Or(page.Locator("body:not(:has(dialog))"))).ToBeVisibleAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        if (await code.IsVisibleAsync())
            await code.FillAsync((await guest.Mail(m => m.Id > last && m.To == person.Email && m.Code is not null)).Code!);
    }

    [GeneratedRegex("^1:[0-5][0-9]$")]
    private static partial Regex ARunningMinute();
}
