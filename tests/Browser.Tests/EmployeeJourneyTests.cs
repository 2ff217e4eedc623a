namespace Browser.Tests;

/// <summary>An employer affiliates somebody, who finishes on a phone by the personal link; the employer's open sheet shows it.</summary>
public sealed class EmployeeJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Email = "eglantine.zephyrine@courrier.example";

    [Fact]
    public async Task Employee_finishes_on_a_phone_by_the_link_and_the_employer_sees_it_live()
    {
        var nora = await stage.Invite(DemoPeople.Nora, width: 390);
        await nora.Page.GotoAsync($"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}");
        await nora.Page.GetByRole(AriaRole.Link, new() { Name = "Affilier un salarié" }).ClickAsync();
        await Fill(nora.Page, ("nom", "Zéphyrine"), ("prenom", "Églantine"), ("naissance", "04/05/1991"));
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.Locator("[name=siret]").SelectOptionAsync("81234567600017");
        await nora.Page.Locator("[name=college]").SelectOptionAsync("04");
        await Fill(nora.Page, ("embauche", "01/12/2026"));
        await nora.Page.Button("Continuer").ClickAsync();
        await nora.Page.Locator("[name=option-SA2019000]").SelectOptionAsync("OPT1");
        await Fill(nora.Page, ("effet", "01/12/2026"));
        await nora.Page.Button("Continuer").ClickAsync();
        await Fill(nora.Page, ("courriel", Email));
        await nora.Page.Button("Envoyer l’invitation").ClickAsync();
        await Expect(nora.Page.Locator("p.lead [data-status=en-cours]")).ToBeVisibleAsync();
        await nora.Page.Mark();

        var employee = await stage.Invite(width: 390);
        var page = await employee.Follow(await employee.Mail(m => m.To == Email && m.Link is not null));
        await Fill(page, ("naissance", "04/05/1991"));
        await page.Button("Continuer").ClickAsync();
        await Fill(page, ("code", (await employee.Mail(m => m.To == Email && m.Code is not null)).Code!));
        var proof = (await employee.Mails()).Max(m => m.Id);
        if (await page.Button("Continuer").IsVisibleAsync())
            await page.Button("Continuer").ClickAsync();
        await Fill(page, ("rue", "1 rue du Verger"), ("codepostal", "14310"), ("ville", "Courmelois"));
        await page.LookAllOver("the first step", [390, 320]);
        await page.Button("Continuer").ClickAsync();
        await page.Locator("[name=option-SA2019000][value=OPT2]").CheckAsync();
        await page.Button("Continuer").ClickAsync();
        foreach (var (link, first, born) in new[] { ("conjoint", "Ada", "01/02/1990"), ("enfant", "Zoé", "01/02/2020") })
        {
            await page.Locator("[name=lien]").SelectOptionAsync(link);
            await Fill(page, ("prenom", first), ("nom", "Lasbleiz"), ("naissance", born));
            await page.Button("Ajouter cette personne").ClickAsync();
            await Expect(page.GetByText($"{first} Lasbleiz").First).ToBeVisibleAsync();
        }
        await page.Button("Continuer vers le paiement").ClickAsync();
        await Fill(page, ("iban", "FR14 2004 1010 0505 0001 3M02 606"));
        await page.Locator("[name=accord]").CheckAsync();
        await page.Button("Continuer").ClickAsync();
        await employee.Later(TimeSpan.FromSeconds(40));
        await page.Button("Recevoir le code de signature").ClickAsync();
        await Fill(page, ("code", (await employee.Mail(m => m.Id > proof && m.To == Email && m.Code is not null)).Code!));
        await page.LookAllOver("the signature", [390, 320]);
        if (await page.Button("Signer").IsVisibleAsync())
            await page.Button("Signer").ClickAsync();

        await Expect(page.GetByText("C’est signé")).ToBeVisibleAsync();
        var certificate = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Attestation d’affiliation" }).ClickAsync());
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(await certificate.PathAsync()), StringComparison.Ordinal);
        await Expect(nora.Page.Locator("p.lead [data-status=affilie]")).ToBeVisibleAsync();
        await Expect(nora.Page.GetByText("Ada Lasbleiz").First).ToBeVisibleAsync();
        Assert.True(await nora.Page.IsUnbroken());
        Assert.Empty(nora.Complaints);
        Assert.Empty(employee.Complaints);
    }

    [Fact]
    public async Task Who_is_chosen_stays_so_on_the_next_page_and_all_are_reminded()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var boxes = nora.Page.Locator("[data-rows] :is([data-status=en-cours], [data-status=a-relancer]) input[name=salarie]");
        await nora.Page.GotoAsync($"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}");
        await boxes.First.CheckAsync();
        await Expect(nora.Page.Button("Relancer la sélection (1)")).ToBeVisibleAsync();
        await nora.Page.GetByRole(AriaRole.Link, new() { Name = "Suivants" }).ClickAsync();
        await Expect(nora.Page.Button("Relancer la sélection (1)")).ToBeVisibleAsync();
        await boxes.First.CheckAsync();
        await nora.Page.GoBackAsync();
        await Expect(boxes.First).ToBeCheckedAsync();

        await nora.Page.Button("Relancer la sélection (2)").ClickAsync();

        await Expect(nora.Page.GetByText("2 relances sont parties")).ToBeVisibleAsync();
        await Expect(nora.Page.Button("Relancer la sélection")).ToBeVisibleAsync();
        await Expect(boxes.First).Not.ToBeCheckedAsync();
        Assert.Empty(nora.Complaints);
    }

    private static async Task Fill(IPage page, params (string Name, string Typed)[] fields)
    {
        foreach (var (name, typed) in fields)
            await page.Locator($"[name={name}]").FillAsync(typed);
    }
}
