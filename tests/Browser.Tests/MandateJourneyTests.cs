namespace Browser.Tests;

/// <summary>A client names an accountant, whose firm passes the mandate on; the client removes who has it, on their open page.</summary>
public sealed class MandateJourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private const string Home = "/multi-siren/accueil";
    private const string Members = "/multi-siren/utilisateurs";

    [Fact]
    public async Task Mandate_is_accepted_for_the_firm_passed_on_and_ended_by_the_client_on_the_open_page()
    {
        var client = DemoPeople.Brumont;
        var nora = await stage.Invite(DemoPeople.Nora);
        await Declare(nora.Page);

        var apolline = await stage.Invite(DemoPeople.Apolline, width: 390);
        await apolline.Page.GotoAsync(Home);
        var asked = apolline.Page.Locator("li").Filter(new() { HasText = "Nora Vasselin" });
        await Expect(asked.GetByLabel("Accepter pour")).ToHaveValueAsync("aubrelin");
        await apolline.Page.LookAllOver("a mandate to accept", [390, 320, 1280]);
        await asked.GetByRole(AriaRole.Button, new() { Name = "Accepter" }).ClickAsync();
        await Expect(apolline.Page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();

        await apolline.Page.GotoAsync(Members);
        await apolline.Page.Button("Clients").ClickAsync();
        await Expect(apolline.Page.Locator("tr[data-client=quillevreuse]")).ToContainTextAsync("Sylvestre Monfaucon");
        await apolline.Page.LookAllOver("the clients of a firm", [390, 320, 1280]);
        await apolline.Page.Locator("tr[data-client=brumont] a.title").ClickAsync();
        await Expect(apolline.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Groupe Brumont");
        await apolline.Page.Button("Confier le mandat").ClickAsync();
        await Expect(apolline.Page.Locator("#f-collegue-e")).ToBeVisibleAsync();
        await apolline.Page.LookAllOver("a client of a firm, with a fault", [390, 320, 1280]);
        await apolline.Page.Locator("#f-collegue").SelectOptionAsync(new SelectOptionValue { Label = "Sylvestre Monfaucon" });
        await apolline.Page.Button("Confier le mandat").ClickAsync();
        await Expect(apolline.Page.Locator("[data-holder]")).ToContainTextAsync("Sylvestre Monfaucon");

        // Works for the client, with the company's page open.
        var sylvestre = await stage.Invite(DemoPeople.Sylvestre, width: 390);
        await sylvestre.Page.GotoAsync(Home);
        await Expect(sylvestre.Page.Locator($"[data-company='{client.Siren}']").First).ToBeVisibleAsync();
        await sylvestre.Page.GotoAsync($"/multi-siren/demandes?entreprise={client.Siren}");
        await Expect(sylvestre.Page.Locator("body")).ToHaveAttributeAsync("data-company", client.Siren);

        await nora.Page.GotoAsync(Members);
        var row = nora.Page.Locator("tr[data-role=expert-comptable]").Filter(new() { HasText = "Apolline" });
        await Expect(row).ToContainTextAsync("Confié à Sylvestre Monfaucon");
        await row.Locator("a.title").ClickAsync();
        await nora.Page.LookAllOver("who has a mandate passed on", [1280, 390, 320]);
        await nora.Page.Locator("[data-holder] button").ClickAsync();
        await nora.Page.LookAllOver("the removal of who has it", [1280, 390, 320]);
        await nora.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retirer l’accès" }).ClickAsync();
        await Expect(nora.Page.Locator("[data-holder]")).ToHaveCountAsync(0);

        await Expect(sylvestre.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("n’existe pas");
        await sylvestre.Mail(m => m.To == DemoPeople.Sylvestre.Email && m.Subject.Contains("plus confié", StringComparison.Ordinal));
        // The firm's open page has heard of it, too.
        await Expect(apolline.Page.Locator("[data-holder]")).ToHaveCountAsync(0);
        Assert.Empty(nora.Complaints);
        Assert.Equal([], apolline.Complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)));
    }

    private static async Task Declare(IPage page)
    {
        await page.GotoAsync($"{Members}/experts-comptables/declarer");
        foreach (var (name, typed) in new[]
        {
            ("cabinetSiren", DemoMandates.Firm.Siren), ("cabinet", DemoMandates.Firm.Name), ("prenom", "Apolline"), ("nom", "Aubrelin-Costes"),
            ("portable", "06 39 98 00 56"), ("courriel", DemoPeople.Apolline.Email), ("fonction", "Experte-comptable"),
        })
            await page.Locator($"[name={name}]").FillAsync(typed);
        await page.GetByText("Madame").ClickAsync();
        await page.Button("Continuer").ClickAsync();
        await page.Locator("[name=portee][value=tout]").CheckAsync(new() { Force = true });
        await page.Button("Continuer").ClickAsync();
        await Expect(page.Locator(".err")).ToHaveTextAsync(Array.Empty<string>());
        await page.Button("Valider").ClickAsync();
        await Expect(page.Locator("[data-member-status=en-attente]")).ToBeVisibleAsync();
    }
}
