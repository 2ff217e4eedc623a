using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Browser.Tests;

/// <summary>Each portal's registration in a real browser at 320 px, by keyboard alone, up to its activation mail; axe looks at every screen.</summary>
public sealed class RegistrationJourneyTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly (string, string)[] Person = [("nom", "Torvalec"), ("prenom", "Inès"), ("naissance", "04/12/1980")];
    private static readonly (string, string)[] Chosen = [("password", "cinq-girafes-bleues"), ("again", "cinq-girafes-bleues"), ("conditions", " ")];

    [Theory]
    [InlineData("entreprise", "ines@brumont.example")]
    [InlineData("particulier", "jb.leveque@courrier.example")]
    [InlineData("representant", "ines@vaudrelle.example")]
    [InlineData("employeur", "ines@quillevreuse.example")]
    [InlineData("multi-siren", "ines@pierrelongue.example")]
    public async Task By_keyboard_alone_up_to_the_activation_mail(string portal, string email)
    {
        var guest = await stage.Invite(width: 320);
        var page = await guest.Open($"/{portal}/connexion");
        await page.Locator($"a[href='/{portal}/inscription']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/{portal}/inscription");

        foreach (var screen in Screens(portal, email))
        {
            var heading = await page.Locator("[data-step]").InnerTextAsync();
            foreach (var (name, typed) in screen)
            {
                if (name == "files")
                {
                    // The chooser is the system's own: what it gives back is all that a test can do.
                    await page.Locator("#f-files").SetInputFilesAsync(Finding.Pdf("carte.pdf"));
                    await Expect(page.Locator(".files button[formaction]")).ToBeVisibleAsync();
                    continue;
                }
                await page.Locator($"[name={name}]").FocusAsync();
                if (name == "piece")
                    await page.Keyboard.PressAsync("ArrowDown");
                else if (typed == " ")
                    await page.Keyboard.PressAsync("Space");
                else
                    await page.Keyboard.TypeAsync(typed);
            }
            await Look(page, $"{portal} {heading}");
            await page.Locator("form[data-form] button.main").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-step]").Filter(new() { HasText = heading })).ToHaveCountAsync(0);
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Un e-mail est en route");
        await Look(page, $"{portal} end");
        Assert.Equal("Activez votre compte", (await guest.Mail(m => m.To == email)).Subject);
        Assert.Empty(guest.Complaints);
    }

    private static (string, string)[][] Screens(string portal, string email) => portal switch
    {
        "entreprise" => [[("siret", "812 345 676 00017"), ("contrat", "SA2019000")], [], Person, [("telephone", "06 39 98 00 10"), ("courriel", email)], Chosen],
        "particulier" => [[("numeroClient", "10482221"), ("nom", "leveque d arzay"), ("prenom", "jean baptiste"), ("naissance", "02/11/1971")], [("conditions", " ")]],
        "representant" => [[("siren", "437201957"), ("contrat", "PR3019053")], Person, [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", email)], [("piece", ""), ("files", ""), ("conditions", " ")]],
        "employeur" => [[("numeroPersonne", "P4400303")], Person, [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", email)], [("conditions", " ")]],
        _ => [[("siren", "523880144")], [("numeroEntreprise", "700374")], Person, [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", email)], Chosen],
    };

    private static async Task Look(IPage page, string what)
    {
        var found = await page.RunAxe(Rules);
        Assert.True(found.Violations.Length == 0, $"{what}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html))}"))}");
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(overflow <= 0, $"{what} scrolls {overflow} px sideways.");
    }
}
