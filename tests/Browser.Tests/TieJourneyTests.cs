using System.Text.RegularExpressions;
using Tests.Fixtures.Cluster;

namespace Browser.Tests;

/// <summary>What an adviser undoes or joins, in the browsers of an adviser and of two customers, where messages wait five seconds.</summary>
public sealed class TieJourneyTests : IAsyncLifetime
{
    // Of the demo: both of the same company, both Claire's.
    private const string Duplicate = "2026-000002";
    private const string Kept = "2026-000003";
    private readonly BrowserFixture _stage = new([("Policy:UndoSendFor", "00:00:05")]);

    public Task InitializeAsync() => _stage.InitializeAsync();

    public Task DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Message_is_taken_back_before_anybody_saw_it_and_a_merge_leads_both_customers_on()
    {
        var (claire, hugues, nora) = (await _stage.Invite(DemoPeople.Claire), await _stage.Invite(DemoPeople.Hugues), await _stage.Invite(DemoPeople.Nora, width: 390));
        var (page, his, hers) = (await claire.Open($"/gestion/demandes/{Duplicate}"), await hugues.Open($"/multi-siren/demandes/{Duplicate}"), await nora.Open($"/multi-siren/demandes/{Kept}"));
        foreach (var each in new[] { page, his, hers })
            await each.Mark();
        var said = await his.Messages().CountAsync();

        await page.Write("Mauvais dossier");
        await Expect(page.Locator("[data-held]")).ToContainTextAsync("Mauvais dossier");
        await page.LookAllOver("a message that waits", [1280, 390]);
        await page.Locator("[data-held] button").ClickAsync();
        // Its words stand where they were typed.
        await Expect(page.Composer()).ToHaveValueAsync("Mauvais dossier");
        await Expect(page.Locator("[data-held]")).ToHaveCountAsync(0);

        // What is let go goes though its author leaves at once.
        await page.Write("Le bon dossier");
        await Expect(page.Locator("[data-held]")).ToContainTextAsync("Le bon dossier");
        await page.GotoAsync("about:blank");
        await Expect(his.Message(said + 1)).ToContainTextAsync("Le bon dossier");
        await Expect(his.GetByText("Mauvais dossier")).ToHaveCountAsync(0);

        await page.GotoAsync($"/gestion/demandes/{Duplicate}");
        await page.Unfold("Autres actions");
        await page.Button("Fusionner").ClickAsync();
        await page.LookAllOver("the merge", [1280, 390]);
        await page.Locator("#fusionner-n").FillAsync(Kept);
        await page.Locator("#fusionner button[type=submit]").ClickAsync();
        await Expect(his.GetByText("Votre demande a été fusionnée avec une autre")).ToBeVisibleAsync();
        await Expect(hers.Locator($"[data-absorbed='{Duplicate}']")).ToBeVisibleAsync();
        Assert.True(await his.IsUnbroken() && await hers.IsUnbroken());
        await his.LookAllOver("a request that was merged", [1280, 390]);

        await his.GetByRole(AriaRole.Link, new() { Name = Kept }).First.ClickAsync();
        // The request that was left has a field of that name too.
        await Expect(his).ToHaveURLAsync(new Regex($"/multi-siren/demandes/{Kept}"));
        await his.Loaded();
        await his.Write("Je continue ici.");
        await Expect(hers.Messages().Last).ToContainTextAsync("Je continue ici.");
        Assert.True(await hers.IsUnbroken());
        foreach (var guest in new[] { claire, hugues, nora })
            Assert.Empty(guest.Complaints);
    }
}
