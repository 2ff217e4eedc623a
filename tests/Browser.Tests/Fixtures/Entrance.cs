using Web.Accounts.SignIn;

namespace Browser.Tests.Fixtures;

/// <summary>The ways into a portal, as its visitors take them.</summary>
public static class Entrance
{
    /// <summary>Opens the link of a mail where it is read.</summary>
    public static async Task<IPage> Follow(this Guest guest, Mail mail)
    {
        var page = await guest.Open(new Uri(mail.Link!).PathAndQuery);
        Assert.DoesNotContain("jeton", page.Url, StringComparison.Ordinal);
        return page;
    }

    public static async Task Choose(this IPage page, string password)
    {
        await page.Locator("[name=password]").FillAsync(password);
        await page.Locator("[name=again]").FillAsync(password);
    }

    /// <summary>With a code by mail; the sixth digit sends it.</summary>
    public static async Task SignIn(this Guest guest, IPage page, string identifier, string password, string mailbox)
    {
        var last = (await guest.Mails()).Max(m => m.Id);
        await page.Locator("[autocomplete=username]").FillAsync(identifier);
        await page.Locator("[autocomplete=current-password]").FillAsync(password);
        await page.Button("Se connecter").ClickAsync();
        var code = page.Locator("[autocomplete=one-time-code]");
        await Expect(code).ToBeVisibleAsync();
        await code.FillAsync((await guest.Mail(m => m.Id > last && m.To == mailbox && m.Code is not null)).Code!);
        await Expect(page.Locator("details.menu.name")).ToBeVisibleAsync();
        await page.Welcomed();
    }

    /// <summary>Has read what is shown at the first visit, if this is one (see <see cref="Guest.Open"/>).</summary>
    public static Task Welcomed(this IPage page) => Expect(page.Locator("#bienvenue[open]")).ToHaveCountAsync(0);

    public static async Task SignOut(this IPage page)
    {
        await page.Locator("details.menu.name summary").ClickAsync();
        await page.Button("Se déconnecter").ClickAsync();
        await Expect(page.GetByText("Votre session est fermée")).ToBeVisibleAsync();
    }
}
