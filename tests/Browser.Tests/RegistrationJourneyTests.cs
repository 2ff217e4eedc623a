using System.Text.RegularExpressions;
using Tests.Fixtures.Cluster;

namespace Browser.Tests;

/// <summary>
/// Each portal's newcomer in a real browser at 320 px: registers by keyboard alone, activates the account, signs in, forgets the password
/// and is back with a new one. Axe looks at every screen.
/// </summary>
public sealed class RegistrationJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Password = "Cinq-Girafes-57";
    private const string New = "Verger-Neuf-1790";
    private const string Reset = "Réinitialisez votre mot de passe";
    private static readonly string[] Answers = ["Filou", "Astronaute", "École des Tilleuls"];
    private static readonly int[] Widths = [1280, 320];

    private static readonly (string, string)[] Person = [("nom", "Torvalec"), ("prenom", "Inès"), ("naissance", "04/12/1980")];
    private static readonly (string, string)[] Chosen = [("password", Password), ("again", Password), ("conditions", " ")];

    [Theory]
    [InlineData("entreprise", "ines@brumont.example")]
    [InlineData("particulier", "jb.leveque@courrier.example")]
    [InlineData("representant", "ines@vaudrelle.example")]
    [InlineData("employeur", "ines@quillevreuse.example")]
    [InlineData("multi-siren", "ines@pierrelongue.example")]
    public async Task From_the_registration_to_a_new_password(string portal, string email)
    {
        var guest = await stage.Invite(width: 320);
        var page = await Register(guest, portal, email);
        var activation = await guest.Mail(m => m.To == email);
        Assert.Equal("Activez votre compte", activation.Subject);
        await page.CloseAsync();

        page = await guest.Follow(activation);
        await LookOnce(page, portal, "activation");
        Assert.Equal(portal is "entreprise" or "multi-siren" ? 0 : 2, await page.Locator("[type=password]").CountAsync());
        if (await page.Locator("[name=password]").CountAsync() > 0)
            await page.Choose(Password);
        await page.Button("Ouvrir mon espace").ClickAsync();
        await Expect(page.GetByText("Votre espace est ouvert. Connectez-vous.")).ToBeVisibleAsync();

        var identifier = portal is "particulier" or "representant" ? Regex.Match(activation.Text, @"identifiant de connexion\s:\s(R?\d{8})").Groups[1].Value
            : email;
        await Expect(page.Locator("[name=identifier]")).ToHaveValueAsync(identifier);
        await guest.SignIn(page, identifier, Password, email);
        await Settle(guest, page, portal);
        await page.SignOut();

        await page.GetByRole(AriaRole.Link, new() { Name = "Mot de passe oublié ?" }).ClickAsync();
        await LookOnce(page, portal, "forgot");
        await page.Locator("[name=identifiant]").FillAsync(identifier);
        await page.Button("Valider").ClickAsync();
        page = await (portal == "multi-siren" ? Answer(page) : ReadLink(guest, page, portal, email));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Choisissez un nouveau mot de passe");
        await LookOnce(page, portal, "new password");
        await Criteria(page);
        await page.Choose(New);
        await page.Button("Valider").ClickAsync();
        await Expect(page.GetByText("Votre mot de passe est changé.")).ToBeVisibleAsync();

        // Codes keep their distance; whoever has a number signs in with his address too.
        await guest.Later(TimeSpan.FromSeconds(31));
        await guest.SignIn(page, email, New, email);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bonjour");
        Assert.Equal(portal != "multi-siren", (await guest.Mails()).Any(m => m.To == email && m.Subject == Reset));
        Assert.Empty(guest.Complaints);
    }

    private static async Task<IPage> Register(Guest guest, string portal, string email)
    {
        var page = await guest.Open($"/{portal}/connexion");
        await page.Drawn();
        await page.Locator($"a[href='/{portal}/inscription']").FocusAsync();
        await page.EnterTo(new Regex($"/{portal}/inscription$"));

        foreach (var screen in Screens(portal, email))
        {
            var heading = await page.Locator("[data-step]").InnerTextAsync();
            await page.Drawn();
            foreach (var (name, typed) in screen)
            {
                if (name == "files")
                {
                    // The chooser is the system's own: what it gives back is all that a test can do.
                    await page.Locator("#f-files").SetInputFilesAsync(Finding.Png("carte.png"));
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
            await page.Look($"{portal} {heading}");
            await page.Locator("form[data-form] button.main").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-step]").Filter(new() { HasText = heading })).ToHaveCountAsync(0);
        }

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Un e\u2011mail est en route");
        await page.Look($"{portal} end");
        return page;
    }

    /// <summary>What the first sign-in leads to, and the pages of one's own.</summary>
    private async Task Settle(Guest guest, IPage page, string portal)
    {
        var heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        if (portal == "multi-siren")
        {
            await Expect(heading).ToHaveTextAsync("Personnalisez vos questions secrètes");
            await page.LookAllOver($"{portal} questions to choose", Widths);
            for (var i = 0; i < 3; i++)
            {
                await page.Locator("select[name=question]").Nth(i).SelectOptionAsync($"{2 + i}");
                await page.Locator("[name=reponse]").Nth(i).FillAsync(Answers[i]);
            }
            await page.Button("Enregistrer mes questions").ClickAsync();
            await Expect(page.GetByText("Vos trois questions sont choisies.")).ToBeVisibleAsync();
            await page.GotoAsync($"/{portal}/accueil");
        }
        await Expect(heading).ToContainTextAsync("Bonjour");
        if (portal == "representant")
            await Accept(page);
        await LookOnce(page, portal, "home");
        await page.GotoAsync($"/{portal}/profil");
        await LookOnce(page, portal, "profile");
        Assert.Empty(guest.Complaints);
    }

    private async Task Accept(IPage page)
    {
        await Expect(page.GetByText("Nous vérifions votre pièce d’identité.")).ToBeVisibleAsync();
        await page.LookAllOver("representant home before", Widths);
        var claire = await stage.Invite(DemoPeople.Claire);
        await claire.Page.GotoAsync("/gestion/inscriptions");
        await claire.Page.LookAllOver("gestion inscriptions", Widths);
        await claire.Page.GetByRole(AriaRole.Link, new() { Name = "Inès Torvalec" }).ClickAsync();
        await claire.Page.LookAllOver("gestion inscription", Widths);
        await LookAtDialogs(claire.Page);
        await claire.Page.Button("Accepter la pièce").ClickAsync();
        await Expect(page.GetByText("Nous vérifions votre pièce d’identité.")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Nouvelle demande" })).ToBeVisibleAsync();
        Assert.Empty(claire.Complaints);
    }

    /// <summary>Why a document is refused, and the document in full size: both open with the safe act in focus and close with Escape.</summary>
    private static async Task LookAtDialogs(IPage page)
    {
        await page.Button("Refuser la pièce").ClickAsync();
        await Expect(page.Button("Ne pas refuser")).ToBeFocusedAsync();
        await page.LookAllOver("refusal of a document", Widths);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#refuser")).ToBeHiddenAsync();

        await page.Locator("[data-paper-full]").First.ClickAsync();
        var viewer = page.Locator("dialog.full");
        await Expect(viewer).ToBeVisibleAsync();
        await page.LookAllOver("document in full size", Widths);
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('dialog.full').contains(document.activeElement)"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);
    }

    private static async Task<IPage> ReadLink(Guest guest, IPage page, string portal, string email)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Regardez vos e\u2011mails");
        await LookOnce(page, portal, "forgot sent");
        var mail = await guest.Mail(m => m.To == email && m.Subject == Reset);
        Assert.Contains("Réinitialisation mot de passe", mail.Text, StringComparison.Ordinal);
        await page.CloseAsync();
        return await guest.Follow(mail);
    }

    private static async Task<IPage> Answer(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Vos questions secrètes");
        await page.LookAllOver("multi-siren questions to answer", Widths);
        for (var i = 0; i < 3; i++)
        {
            await page.Locator("select[name=question]").Nth(i).SelectOptionAsync($"{2 + i}");
            await page.Locator("[name=reponse]").Nth(i).FillAsync(Answers[i].ToUpperInvariant());
        }
        await page.Button("Valider").ClickAsync();
        return page;
    }

    /// <summary>Each criterion is judged while one types, and what was typed can be looked at.</summary>
    private static async Task Criteria(IPage page)
    {
        ILocator Met(string criterion) => page.Locator($"[data-criterion={criterion}].ok");
        await page.Locator("#nouveau").FillAsync(New[..11]);
        await page.Locator("#encore").FillAsync(New);
        await Expect(page.Locator("[data-criterion].ok:not([data-criterion=classes])")).ToHaveCountAsync(0);
        await page.Locator("#nouveau").FillAsync(New);
        await Expect(Met("length")).ToContainTextAsync(", fait");
        await Expect(Met("same")).ToHaveCountAsync(1);
        await page.Locator("[data-reveal=nouveau]").ClickAsync();
        await Expect(page.Locator("#nouveau[type=text]")).ToHaveValueAsync(New);
        await page.Locator("[data-reveal=nouveau]").ClickAsync();
        await Expect(page.Locator("#nouveau[type=password]")).ToHaveCountAsync(1);
    }

    // What is the same in every portal is looked at in one or two.
    private static async Task LookOnce(IPage page, string portal, string what)
    {
        if (portal == "particulier" || (portal, what) is ("entreprise", "activation" or "home") or ("multi-siren", "profile"))
            await page.LookAllOver($"{portal} {what}", Widths);
    }

    private static (string, string)[][] Screens(string portal, string email) => portal switch
    {
        "entreprise" =>
            [[("siret", "812 345 676 00017"), ("contrat", "SA2019000")], [], Person, [("telephone", "06 39 98 00 10"), ("courriel", email)], Chosen],
        "particulier" =>
            [[("numeroClient", "10482221"), ("nom", "leveque d arzay"), ("prenom", "jean baptiste"), ("naissance", "02/11/1971")], [("conditions", " ")]],
        "representant" =>
            [[("siren", "437201957"), ("contrat", "PR3019053")], Person, [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", email)],
                [("piece", ""), ("files", ""), ("conditions", " ")]],
        "employeur" =>
            [[("numeroPersonne", "P4400303")], Person, [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", email)], [("conditions", " ")]],
        _ => [[("siren", "523880144")], [("numeroEntreprise", "700374")], Person, [("fonction", "Gérante"), ("telephone", "0639980010"), ("courriel", email)],
            Chosen],
    };
}
