namespace Browser.Tests;

/// <summary>States of employees' pages that no address leads to: seen all over, by keyboard and at twice the text, as somebody comes to them.</summary>
public sealed class EmployeeScreensTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_typed_affiliation_has_no_finding_from_its_steps_to_its_contest_and_its_papers(bool twice)
    {
        var name = twice ? "Ondoyelle" : "Ondoyer";
        var email = $"mirabelle.{name.ToLowerInvariant()}@courrier.example";
        var nora = await Enter(DemoPeople.Nora, twice);
        var page = nora.Page;
        await page.GotoAsync($"/multi-siren/salaries/nouveau?entreprise={DemoPeople.Brumont.Siren}");
        await page.Locator("[name=formule][value=complete]").CheckAsync();
        await Fill(page, ("nom", name), ("prenom", "Mirabelle"), ("naissance", "04/05/1991"));
        await page.Button("Continuer").ClickAsync();
        await page.Locator("[name=siret]").SelectOptionAsync("81234567600017");
        await page.Locator("[name=college]").SelectOptionAsync("04");
        await Fill(page, ("embauche", "01/11/2026"));
        await page.Walk("employment", twice);
        await page.Button("Continuer").ClickAsync();
        await page.Locator("[name=option-SA2019000]").SelectOptionAsync("OPT1");
        await Fill(page, ("effet", "01/11/2026"));
        await page.Walk("cover", twice);
        await page.Button("Continuer").ClickAsync();
        await Fill(page, ("courriel", email), ("rue", "1 rue du Verger"), ("codepostal", "14310"), ("ville", "Courmelois"));
        await page.Walk("contact", twice);
        await page.Button("Continuer").ClickAsync();
        await page.Locator("[name=personne-1-lien]").SelectOptionAsync("conjoint");
        await Fill(page, ("personne-1-prenom", "Ada"), ("personne-1-nom", "Lasbleiz"), ("personne-1-naissance", "01/02/1990"));
        await page.Button("Ajouter une personne").ClickAsync();
        await page.Locator("[name=personne-2-lien]").SelectOptionAsync("enfant");
        await Fill(page, ("personne-2-prenom", "Zoé"), ("personne-2-nom", "Lasbleiz"), ("personne-2-naissance", "01/02/2020"));
        await page.Walk("beneficiaries", twice);
        await page.Button("Continuer").ClickAsync();
        await page.Button("Affilier").ClickAsync();
        await Expect(page.Locator("[data-errors]")).ToBeFocusedAsync();
        await page.Walk("the account, refused", twice);
        await Fill(page, ("iban", "FR14 2004 1010 0505 0001 3M02 606"));
        await page.Locator("[name=mandat]").CheckAsync();
        await page.Button("Affilier").ClickAsync();
        await Expect(page.Locator("p.lead [data-status=affilie]")).ToBeVisibleAsync();
        // The employer has one of the two papers.
        await HandIn(page, 1);
        await page.Walk("the employer's sheet", twice);

        var employee = await stage.Invite(twice: twice);
        var own = await employee.Follow(await employee.Mail(m => m.To == email && m.Link is not null));
        await own.Walk("the birth date", twice);
        await Fill(own, ("naissance", "04/05/1991"));
        await own.Button("Continuer").ClickAsync();
        var code = (await employee.Mail(m => m.To == email && m.Code is not null)).Code!;
        await own.Walk("the code", twice);
        await Fill(own, ("code", code));
        if (await own.Button("Continuer").IsVisibleAsync())
            await own.Button("Continuer").ClickAsync();
        await Expect(own.Locator("[data-paper-of='1'].got")).ToBeVisibleAsync();
        await HandIn(own, 2);
        await HandIn(own, 2);
        await Expect(own.Locator("[data-paper-of='2'] a")).ToHaveCountAsync(2);
        await own.Locator("#contester summary").ClickAsync();
        await own.Walk("what the employer typed", twice);
        await Fill(own, ("raison", "Je n’ai pas choisi cette option."));
        await own.Button("Contester").ClickAsync();
        await Expect(own.Locator("[data-contest=attend]")).ToBeVisibleAsync();
        await own.Walk("contested", twice);

        await Expect(page.Locator("[data-contest]")).ToBeVisibleAsync();
        await page.Walk("the contested sheet", twice);
        var claire = await Enter(DemoPeople.Claire, twice);
        await claire.Page.GotoAsync("/gestion/contestations");
        await claire.Page.GetByText($"Mirabelle {name}").First.ClickAsync();
        await Expect(claire.Page.Locator("[data-contest]")).ToBeVisibleAsync();
        await claire.Page.Walk("the adviser's page", twice);
        // What was refused on purpose, and what it answered.
        foreach (var guest in new[] { nora, employee, claire })
            Assert.Equal([], guest.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_dialog_that_removes_a_member_has_no_finding()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        await nora.Page.GotoAsync("/multi-siren/utilisateurs");
        await nora.Page.Locator("tr[data-member] a.title").Last.ClickAsync();
        await nora.Page.Locator("[popovertarget=supprimer]").First.ClickAsync();
        await Expect(nora.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await nora.Page.LookAllOver("the removal", [1280, 390, 320]);
        Assert.Empty(nora.Complaints);
    }

    private async Task<Guest> Enter(DemoPerson person, bool twice)
    {
        var guest = await stage.Invite(twice: twice);
        await guest.SignIn(person);
        return guest;
    }

    private static async Task HandIn(IPage page, int rank)
    {
        var before = await page.Locator($"[data-paper-of='{rank}'].got a").CountAsync();
        await page.Locator($"[data-paper-of='{rank}'] input[name=fichier]").SetInputFilesAsync(Finding.Pdf("acte.pdf"));
        await Expect(page.Locator($"[data-paper-of='{rank}'].got")).ToBeVisibleAsync();
        if (before > 0)
            await Expect(page.Locator($"[data-paper-of='{rank}'] a")).ToHaveCountAsync(before + 1);
    }

    private static async Task Fill(IPage page, params (string Name, string Typed)[] fields)
    {
        foreach (var (name, typed) in fields)
            await page.Locator($"[name={name}]").FillAsync(typed);
    }
}
