namespace Browser.Tests;

/// <summary>An administrator invites a colleague for one company of two; the colleague comes in from a phone, and both see it live.</summary>
public sealed class MemberJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Email = "s.marchevelle@ateliers-brumont.example";
    private const string Password = "Cinq-Girafes-57";

    private static readonly (string Name, string Typed)[] Person =
        [("prenom", "Sidonie"), ("nom", "Marchevelle"), ("portable", "06 39 98 00 71"), ("courriel", Email), ("fonction", "Paie")];

    [Fact]
    public async Task Colleague_is_invited_with_manual_rights_and_sees_their_company_only()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        await nora.Page.GotoAsync("/multi-siren/utilisateurs");
        await nora.Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un utilisateur" }).ClickAsync();
        await nora.Page.GetByText("Madame").ClickAsync();
        foreach (var (name, typed) in Person)
            await nora.Page.Locator($"[name={name}]").FillAsync(typed);
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.GetByText("Droits manuellement").ClickAsync();
        // The picker by keyboard alone: each drawing of its lists leaves the focus where it was.
        var keys = new Keyboard(nora.Page);
        await keys.Type("[name=chercher]", "vaudr");
        await Expect(nora.Page.Locator(".picker > div:first-of-type [data-company]")).ToHaveCountAsync(1);
        await keys.Press(".picker > div:first-of-type [data-company] input", "Space");
        await nora.Page.LookAllOver("the picker", [1280, 320]);
        await keys.Press(".picker button[value=ajouter]");
        await Expect(nora.Page.Locator($".picker > div:last-child [data-company='{DemoPeople.Vaudrelle.Siren}']")).ToBeVisibleAsync();
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.LookAllOver("what is about to be sent", [1280, 320]);
        await nora.Page.Button("Valider").ClickAsync();
        await Expect(nora.Page.Locator("[data-member-status=en-attente]")).ToBeVisibleAsync();
        await nora.Page.Mark();

        var sidonie = await stage.Invite(width: 390);
        var page = await sidonie.Follow(await sidonie.Mail(m => m.To == Email));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nora Vasselin vous invite");
        await page.LookAllOver("an invitation", [390, 320]);
        await page.Choose(Password);
        await page.Locator("[name=conditions]").CheckAsync();
        await page.Button("Accepter et ouvrir l’espace").ClickAsync();
        await sidonie.SignIn(page, Email, Password, Email);
        if (await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).IsVisibleAsync())
            await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bonjour");
        await Expect(page.GetByText("Transports Vaudrelle").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Ateliers Brumont")).ToHaveCountAsync(0);
        await Expect(nora.Page.Locator("[data-member-status=ajoute]")).ToBeVisibleAsync();
        Assert.True(await nora.Page.IsUnbroken());
        Assert.Empty(nora.Complaints);
        Assert.Empty(sidonie.Complaints);
    }
}
