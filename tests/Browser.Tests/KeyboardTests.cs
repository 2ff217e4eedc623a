using Web.Portals;

namespace Browser.Tests;

/// <summary>
/// From the registration to a new password without a mouse: every stop is seen, in the order of the page, and mistakes are where the focus is.
/// </summary>
public sealed class KeyboardTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Portal = "/multi-siren";
    private const string Email = "ines@pierrelongue.example";
    private const string Password = "Cinq-Girafes-57";
    private const string New = "Verger-Neuf-1790";
    private const string Next = "form[data-form] button.main";
    private const string Send = "form button.main";

    [Fact]
    public async Task Whoever_has_no_mouse_registers_signs_in_and_comes_back_after_forgetting()
    {
        var guest = await stage.Invite();
        var keys = new Keyboard(await guest.Open($"{Portal}/connexion"));

        await Register(keys);
        await Activate(guest, keys);
        await SignIn(guest, keys, Password);
        await SkipQuestionsAndLeave(keys);
        await Forget(guest, keys);
        await guest.Later(TimeSpan.FromSeconds(31));
        await SignIn(guest, keys, New);

        // The refused password of the last form.
        Assert.Equal([], guest.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Tab_goes_down_every_page_of_access_from_its_first_link_to_its_last(int width)
    {
        var guest = await stage.Invite(width: width);
        var keys = new Keyboard(await guest.Open("/"));

        foreach (var page in new[] { "connexion", "inscription", "mot-de-passe-oublie", "identifiant-oublie", "nouveau-mot-de-passe", "activation" })
        {
            await keys.Page.GotoAsync($"{Portal}/{page}");
            await keys.Reach(".skip");
            await keys.Reach("footer a[href^='tel:']");
            await keys.Back(".brand");
        }
    }

    private static async Task Register(Keyboard keys)
    {
        var page = keys.Page;
        await keys.Follow($"a[href='{Portal}/inscription']", $"{Portal}/inscription");

        // A mistake: the focus is on the summary, whose link leads to the field.
        await keys.Type("#f-siren", "523880145");
        await keys.Press(Next);
        await keys.Is("[data-errors]");
        await keys.Press("[data-errors] a[href='#f-siren']");
        await keys.Is("#f-siren");
        await keys.Erase(1);
        await keys.Type("#f-siren", "4");
        await keys.Press(Next);
        await keys.Is("[data-step]");

        (string, string)[][] screens =
        [
            [("numeroEntreprise", "700374")],
            [("nom", "Torvalec"), ("prenom", "Inès"), ("naissance", "04/12/1980")],
            [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", Email)],
        ];
        foreach (var screen in screens)
        {
            var heading = await page.Locator("[data-step]").InnerTextAsync();
            foreach (var (name, typed) in screen)
                await keys.Type($"[name={name}]", typed);
            await keys.Press(Next);
            await Expect(page.Locator("[data-step]").Filter(new() { HasText = heading })).ToHaveCountAsync(0);
            await keys.Is("[data-step]");
        }

        await keys.Type("[name=password]", Password);
        await keys.Type("[name=again]", Password + "x");
        await keys.Press("[name=conditions]", "Space");
        await keys.Back("[name=again]");
        await keys.Erase(1);
        await keys.Press(Next);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Un e\u2011mail est en route");
    }

    private static async Task Activate(Guest guest, Keyboard keys)
    {
        await keys.Page.GotoAsync(new Uri((await guest.Mail(m => m.To == Email)).Link!).PathAndQuery);
        await keys.Press(Send);
        await Expect(keys.Page.GetByText("Votre espace est ouvert. Connectez-vous.")).ToBeVisibleAsync();
    }

    private static async Task SignIn(Guest guest, Keyboard keys, string password)
    {
        var last = (await guest.Mails()).Max(m => m.Id);
        await keys.Type("[autocomplete=username]", Email);
        await keys.Type("[autocomplete=current-password]", password + "x");
        await keys.Page.Keyboard.PressAsync("Enter");
        await Expect(keys.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await keys.Is("[autocomplete=username]");
        await keys.Type("[autocomplete=current-password]", password);
        await keys.Press(Send);

        await keys.Is("[autocomplete=one-time-code]");
        await keys.Page.Keyboard.TypeAsync((await guest.Mail(m => m.Id > last && m.To == Email && m.Code is not null)).Code!);
        await Expect(keys.Page.Locator("details.menu.name")).ToBeVisibleAsync();
    }

    private static async Task SkipQuestionsAndLeave(Keyboard keys)
    {
        await Expect(keys.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Personnalisez vos questions secrètes");
        await keys.Follow($"main a[href='{Portal}/accueil']", $"{Portal}/accueil");
        await keys.Page.Welcomed();
        await keys.Press("details.menu.name summary");
        await keys.Press("details.menu.name form button");
        await Expect(keys.Page.GetByText("Votre session est fermée")).ToBeVisibleAsync();
    }

    private static async Task Forget(Guest guest, Keyboard keys)
    {
        var page = keys.Page;
        await keys.Follow($"a[href='{Portal}/mot-de-passe-oublie']", $"{Portal}/mot-de-passe-oublie");
        await keys.Type("[name=identifiant]", Email);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Vos questions secrètes");
        await keys.Press("form[action*=courriel] button, button[formaction*=courriel]");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Regardez vos e\u2011mails");

        await page.GotoAsync(
            new Uri((await guest.Mail(m => m.To == Email && m.Link?.Contains("nouveau-mot-de-passe", StringComparison.Ordinal) == true)).Link!).PathAndQuery);
        await keys.Type("[name=password]", New);
        await keys.Type("[name=again]", New + "x");
        await keys.Press(Send);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await keys.Is("[name=again]");
        await keys.Back("[name=password]");
        await page.Keyboard.TypeAsync(New);
        await keys.Type("[name=again]", New);
        await keys.Press(Send);
        await Expect(page.GetByText("Votre mot de passe est changé.")).ToBeVisibleAsync();
    }
}
