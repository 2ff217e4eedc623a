using System.Globalization;
using Grains.Text;

namespace Browser.Tests;

/// <summary>People of a space at their browsers: accountants and their mandates, administrators against each other, a telephone that advisers correct, an insured person.</summary>
public sealed class SpaceJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Password = "Cinq-Girafes-57";
    private const string Home = "/multi-siren/accueil";
    private const string Members = "/multi-siren/utilisateurs";

    // The one has two companies by name; the other, whom the client declares on a telephone, all of the client's.
    [Theory]
    [InlineData(390, "Delbecque-Aurain", "r.delbecque@cabinet-aubrelin.example")]
    [InlineData(1280, "Valmontel", "e.valmontel@cabinet-aubrelin.example")]
    public async Task Accountant_without_an_account_accepts_by_the_link_and_works_for_both_clients(int width, string name, string email)
    {
        var hidden = width == 390 ? DemoPeople.Pierrelongue : DemoPeople.Quillevreuse;
        var nora = await stage.Invite(DemoPeople.Nora, width: width == 390 ? 1280 : 390);
        if (width != 390)
            await Declare(nora.Page, "Élise", name, email, fin: null);
        await nora.Page.GotoAsync(Members);
        var row = nora.Page.Locator("tr[data-member]").Filter(new() { HasText = name });
        await Expect(row).ToHaveAttributeAsync("data-member-status", "en-attente");
        await nora.Page.Mark();

        var roxane = await stage.Invite(width: width);
        var page = await roxane.Follow(await roxane.Mail(m => m.To == email && m.Link is not null));
        await page.Choose(Password);
        await page.Locator("[name=conditions]").CheckAsync();
        await page.Button("Accepter et ouvrir l’espace").ClickAsync();
        await roxane.SignIn(page, email, Password, email);
        if (await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).IsVisibleAsync())
            await page.GetByRole(AriaRole.Link, new() { Name = "Plus tard" }).ClickAsync();

        await Expect(row).ToHaveAttributeAsync("data-member-status", "ajoute");
        Assert.True(await nora.Page.IsUnbroken());
        foreach (var company in new[] { DemoPeople.Brumont, DemoPeople.Vaudrelle })
        {
            await page.GotoAsync($"/multi-siren/demandes?entreprise={company.Siren}");
            await Expect(page.Locator("body")).ToHaveAttributeAsync("data-company", company.Siren);
        }
        await page.GotoAsync($"/multi-siren/demandes?entreprise={hidden.Siren}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("n’existe pas");
        Assert.Empty(nora.Complaints);
    }

    [Fact]
    public async Task Accountant_with_an_account_accepts_at_home_and_the_mandate_ends_at_its_instant_on_the_open_page()
    {
        var client = DemoPeople.Quillevreuse;
        var last = Paris.Day(TimeProvider.System.GetUtcNow()).AddDays(1);
        var ousmane = await stage.Invite(DemoPeople.Ousmane);
        await Declare(ousmane.Page, "Irène", "Sarrazeuil", DemoPeople.Irene.Email, last);
        await Expect(ousmane.Page.Locator("[data-member-status=en-attente]")).ToBeVisibleAsync();

        var irene = await stage.Invite(DemoPeople.Irene, width: 390);
        await irene.Page.GotoAsync(Home);
        await irene.Page.Locator("li").Filter(new() { HasText = "Ousmane Drabelle" }).GetByRole(AriaRole.Button, new() { Name = "Accepter" }).ClickAsync();
        await irene.Page.GotoAsync($"/multi-siren/entreprises/{client.Siren}");
        await Expect(irene.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(client.Name);

        var evening = new List<Guest>();
        foreach (var (width, minutes) in new[] { (1280, 7), (390, 5) })
        {
            await irene.At(Paris.At(last.AddDays(1).ToDateTime(default)) - TimeSpan.FromMinutes(minutes));
            var guest = await stage.Invite(DemoPeople.Irene, width: width);
            await guest.Page.GotoAsync($"{Home}?entreprise={client.Siren}");
            await Expect(guest.Page.Locator("body")).ToHaveAttributeAsync("data-company", client.Siren);
            evening.Add(guest);
        }
        await irene.At(Paris.At(last.AddDays(1).ToDateTime(default)) + TimeSpan.FromSeconds(1));

        foreach (var page in evening.Select(g => g.Page))
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("n’existe pas");
            await Expect(page.GetByText("a pris fin")).ToBeVisibleAsync();
            await Expect(page.Locator($"[data-company='{client.Siren}']")).ToHaveCountAsync(0);
            await page.GotoAsync($"/multi-siren/entreprises/{client.Siren}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("n’existe pas");
        }
    }

    [Theory]
    [InlineData(1280, 390, "nora", "hugues")]
    [InlineData(390, 1280, "solene", "corentin")]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one(int width, int otherWidth, string name, string otherName)
    {
        var (person, colleague) = (DemoPeople.All.Single(p => p.Key == $"demo-{name}"), DemoPeople.All.Single(p => p.Key == $"demo-{otherName}"));
        var members = $"/{person.Portal}/utilisateurs";
        var nora = await stage.Invite(person, width: width);
        await nora.Page.GotoAsync($"{members}/{colleague.Key}/modifier");
        await nora.Page.GetByText("Administrateur", new() { Exact = false }).First.ClickAsync();
        await nora.Page.Button("Enregistrer").ClickAsync();
        await Expect(nora.Page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        var hugues = await stage.Invite(colleague, width: otherWidth);
        (Guest Guest, string Other)[] two = [(nora, colleague.Key), (hugues, person.Key)];
        foreach (var (guest, other) in two)
        {
            await guest.Page.GotoAsync($"{members}/{other}/modifier");
            await guest.Page.Locator("[name=profil][value=collaborateur]").CheckAsync(new() { Force = true });
            await guest.Page.Locator("[name=sante]").SelectOptionAsync("1");
        }

        await Task.WhenAll(two.Select(t => t.Guest.Page.Button("Enregistrer").ClickAsync()));

        await Eventually.True(async () => !nora.Page.Url.EndsWith("modifier", StringComparison.Ordinal) || !hugues.Page.Url.EndsWith("modifier", StringComparison.Ordinal));
        await nora.Page.GotoAsync(members);
        await Expect(nora.Page.Locator("tr[data-role=administrateur][data-member-status=ajoute]")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(1280, 390, "demo-hugues", "06 39 98 00 99")]
    [InlineData(390, 1280, "demo-corentin", "06 39 98 00 98")]
    public async Task Telephone_that_one_adviser_corrects_holds_when_a_second_approves(int width, int otherWidth, string account, string number)
    {
        var claire = await stage.Invite(DemoPeople.Claire, width: width);
        var lucien = await stage.Invite(DemoPeople.Lucien, width: otherWidth);
        await claire.Page.GotoAsync($"/gestion/clients/personnes/{account}/acces");
        await claire.Page.Locator("#telephone").FillAsync(number);
        await claire.Page.Locator("form[action*=telephone] [name=motif]").FillAsync("Rappelé à son bureau");
        await claire.Page.Button("Proposer ce numéro").ClickAsync();
        await Expect(claire.Page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();

        await lucien.Page.GotoAsync("/gestion/recherche");
        await lucien.Page.Locator($"section[aria-labelledby=telephones] a[href*='{account}']").ClickAsync();
        await lucien.Page.LookAllOver("a telephone to approve", [1280, otherWidth]);
        await lucien.Page.Button("Approuver").ClickAsync();

        await Expect(lucien.Page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        await claire.Page.GotoAsync($"/gestion/clients/personnes/{account}");
        await Expect(claire.Page.GetByText(number).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Insured_person_finds_contracts_guarantees_and_family_at_home()
    {
        var samir = await stage.Invite(DemoPeople.Samir, width: 390);
        foreach (var width in new[] { 390, 1280 })
        {
            await samir.Page.SetViewportSizeAsync(width, 844);
            await samir.Page.GotoAsync("/particulier/accueil");

            await Expect(samir.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Samir");
            await Expect(samir.Page.Locator("[data-contract]")).ToHaveCountAsync(2);
            var health = samir.Page.Locator("[data-contract=SA2019000]");
            await Expect(health.Locator("td").First).ToBeHiddenAsync();
            await health.Locator("summary").ClickAsync();
            await Expect(health.Locator("td").First).ToBeVisibleAsync();
            // Of an adult who is covered, the first name alone.
            await Expect(samir.Page.Locator("#beneficiaires li bdi")).ToHaveTextAsync(["Lina", "Inès Benmarouk", "Adam Benmarouk"]);
        }
        await samir.Page.LookAllOver("an insured person's home", [1280, 390, 320]);
        Assert.Empty(samir.Complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Presentation_stands_over_the_page_until_it_is_answered_and_comes_again_from_help(int width)
    {
        var samir = await stage.Invite(DemoPeople.Samir, width: width);
        var page = await samir.Context.NewPageAsync();
        await page.GotoAsync("/particulier/aide");
        await page.GetByRole(AriaRole.Link, new() { Name = "Revoir la présentation" }).ClickAsync();
        var shown = page.GetByRole(AriaRole.Dialog, new() { Name = "Bienvenue dans votre espace" });
        await Expect(shown).ToBeVisibleAsync();
        Assert.True(await shown.EvaluateAsync<bool>("dialog => dialog.matches(':modal') && dialog.contains(document.activeElement)"));
        await page.LookAllOver("the presentation", [width, 320]);

        await page.Keyboard.PressAsync("Escape");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/particulier/accueil$"));
        await Expect(shown).ToHaveCountAsync(0);
        Assert.Empty(samir.Complaints);
    }

    private static async Task Declare(IPage page, string firstName, string name, string email, DateOnly? fin)
    {
        await page.GotoAsync($"{Members}/experts-comptables/declarer");
        foreach (var (field, typed) in new[]
        {
            ("cabinetSiren", "552081317"), ("cabinet", "Cabinet Sarrazeuil"), ("prenom", firstName), ("nom", name), ("portable", "06 39 98 00 49"),
            ("courriel", email), ("fonction", "Experte-comptable"),
        })
            await page.Locator($"[name={field}]").FillAsync(typed);
        await page.GetByText("Madame").ClickAsync();
        await page.Button("Continuer").ClickAsync();
        await page.Locator("[name=portee][value=tout]").CheckAsync(new() { Force = true });
        await page.Locator("[name=sante]").SelectOptionAsync("2");
        if (fin is { } last)
            await page.Locator("[name=fin]").FillAsync(last.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        await page.Button("Continuer").ClickAsync();
        await Expect(page.Locator(".err")).ToHaveTextAsync(Array.Empty<string>());
        await page.Button("Valider").ClickAsync();
    }
}
