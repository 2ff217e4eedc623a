namespace Browser.Tests;

/// <summary>An administrator invites a colleague for two companies of eleven; one of them is at a desk and the other on a phone, and both see it live.</summary>
public sealed class MemberJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Password = "Cinq-Girafes-57";

    private static DemoCompany Second => DemoPortfolio.Further[0];

    [Theory]
    [InlineData(1280, 390, "Sidonie", "s.marchevelle@ateliers-brumont.example")]
    [InlineData(390, 1280, "Armelle", "a.marchevelle@ateliers-brumont.example")]
    public async Task Colleague_is_invited_with_manual_rights_and_sees_their_two_companies_only(int desk, int theirs, string first, string email)
    {
        var nora = await stage.Invite(DemoPeople.Nora, width: desk);
        await nora.Page.GotoAsync("/multi-siren/utilisateurs");
        await nora.Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter un utilisateur" }).ClickAsync();
        await nora.Page.GetByText("Madame").ClickAsync();
        foreach (var (name, typed) in new[] { ("prenom", first), ("nom", "Marchevelle"), ("portable", "06 39 98 00 71"), ("courriel", email), ("fonction", "Paie") })
            await nora.Page.Locator($"[name={name}]").FillAsync(typed);
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.GetByText("Droits manuellement").ClickAsync();
        // The picker by keyboard alone: each drawing of its lists leaves the focus where it was.
        var keys = new Keyboard(nora.Page);
        await keys.Type("[name=chercher]", "vaudr");
        await Expect(nora.Page.Locator(".picker > div:first-of-type [data-company]")).ToHaveCountAsync(1);
        await keys.Press(".picker > div:first-of-type [data-company] input", "Space");
        await nora.Page.LookAllOver("the picker", [desk, 320]);
        await keys.Press(".picker button[value=ajouter]");
        await Expect(nora.Page.Locator($".picker > div:last-child [data-company='{DemoPeople.Vaudrelle.Siren}']")).ToBeVisibleAsync();
        await nora.Page.Locator("[name=chercher]").FillAsync(Second.Siren);
        await Expect(nora.Page.Locator(".picker > div:first-of-type [data-company]")).ToHaveCountAsync(1);
        await nora.Page.Locator(".picker > div:first-of-type [data-company] input").CheckAsync();
        await nora.Page.Locator(".picker button[value=ajouter]").ClickAsync();
        await Expect(nora.Page.Locator(".picker > div:last-child [data-company]")).ToHaveCountAsync(2);
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.LookAllOver("what is about to be sent", [desk, 320]);
        await nora.Page.Button("Valider").ClickAsync();
        await Expect(nora.Page.Locator("[data-member-status=en-attente]")).ToBeVisibleAsync();
        await nora.Page.Mark();

        var sidonie = await stage.Invite(width: theirs);
        var page = await sidonie.Follow(await sidonie.Mail(m => m.To == email));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nora Vasselin vous invite");
        await page.LookAllOver("an invitation", [theirs, 320]);
        await page.Choose(Password);
        await page.Locator("[name=conditions]").CheckAsync();
        await page.Button("Accepter et ouvrir l’espace").ClickAsync();
        await sidonie.SignIn(page, email, Password, email);
        if (await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).IsVisibleAsync())
            await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bonjour");
        foreach (var (company, seen) in new[] { (DemoPeople.Vaudrelle, true), (Second, true), (DemoPeople.Brumont, false) })
        {
            await page.GotoAsync($"/multi-siren/demandes?entreprise={company.Siren}");
            if (seen)
                await Expect(page.Locator("body")).ToHaveAttributeAsync("data-company", company.Siren);
            else
                await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("n’existe pas");
        }
        await Expect(nora.Page.Locator("[data-member-status=ajoute]")).ToBeVisibleAsync();
        Assert.True(await nora.Page.IsUnbroken());
        Assert.Empty(nora.Complaints);
        Assert.Equal([], sidonie.Complaints.Where(c => !c.Contains("404", StringComparison.Ordinal)));
    }
}
