using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>The main job, live: a customer and an adviser, two browsers, one request from its draft to its close.</summary>
public sealed partial class JourneyTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task Two_people_talk_in_a_request_from_its_draft_to_its_close()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var claire = await stage.Invite(DemoPeople.Claire);
        var queue = claire.Page;
        await queue.GotoAsync("/gestion/demandes?file=non-attribuees");
        await queue.Mark();

        var number = await WriteAndSend(nora);
        Assert.Equal(DemoPeople.Nora.Email, (await nora.Mail(m => m.Subject.Contains(number, StringComparison.Ordinal))).To);
        var list = await nora.Open("/multi-siren/demandes?entreprise=437201957");
        await Expect(list.Row(number)).ToHaveAttributeAsync("data-status", "envoyee");
        var thread = await nora.Open($"/multi-siren/demandes/{number}");
        foreach (var page in new[] { list, thread })
            await page.Mark();

        await Expect(queue.Row(number)).ToBeVisibleAsync();
        Assert.True(await queue.IsUnbroken());
        await queue.Row(number).GetByRole(AriaRole.Link).ClickAsync();
        await queue.Button("Prendre en charge").ClickAsync();
        await Expect(queue.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(thread.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(thread.GetByRole(AriaRole.Heading, new() { Name = "Claire Montbrel s’en occupe" })).ToBeVisibleAsync();
        await Expect(list.Row(number)).ToHaveAttributeAsync("data-status", "en-cours");

        await Talk(nora, queue, thread);
        await Badges(nora, list, queue, thread, number);
        await AskAndHandIn(queue, thread, list, number);
        await SurviveAKill(queue, thread);

        await queue.Button("Clore").ClickAsync();
        await queue.Locator("#clore [name=reason]").FillAsync("Réponse donnée");
        await queue.Button("Clore la demande").ClickAsync();
        await Expect(queue.Thread()).ToHaveAttributeAsync("data-status", "traitee");
        await Expect(thread.Thread()).ToHaveAttributeAsync("data-status", "traitee");
        await Expect(thread.GetByText("Motif : Réponse donnée")).ToBeVisibleAsync();
        await Expect(list.Row(number)).ToHaveAttributeAsync("data-status", "traitee");

        await queue.Button("Rouvrir").ClickAsync();
        await Expect(queue.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(thread.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(thread.GetByText("Rouverte")).ToBeVisibleAsync();
        await Expect(list.Row(number)).ToHaveAttributeAsync("data-status", "en-cours");
        Assert.True(await list.IsUnbroken() && await thread.IsUnbroken());
    }

    /// <summary>Half-way the browser is closed: the draft waits under « À finaliser », and the number is given at « Envoyer ».</summary>
    private static async Task<string> WriteAndSend(Guest nora)
    {
        var form = await nora.Open("/multi-siren/demandes/nouvelle?entreprise=437201957");
        await Expect(form.GetByLabel("Prénom")).ToHaveValueAsync("Nora");
        await Expect(form.GetByLabel("Adresse e\u2011mail")).ToHaveValueAsync(DemoPeople.Nora.Email);
        await form.Locator("button[value=suite]").ClickAsync();
        await Expect(form.GetByLabel("Entreprise concernée")).ToHaveValueAsync("Transports Vaudrelle & Fils");
        await form.GetByLabel("Domaine").SelectOptionAsync("sante");
        await form.GetByLabel("Thème").SelectOptionAsync("remboursements");
        await form.GetByLabel("Motif").SelectOptionAsync("delai");
        await form.Locator("button[value=suite]").ClickAsync();
        await form.GetByLabel("Votre message").FillAsync("Bonjour, où en est notre dossier ?");
        await Expect(form.Locator("[data-saved]")).ToContainTextAsync("Enregistré à");
        await form.CloseAsync();

        var list = await nora.Open("/multi-siren/demandes?vue=a-vous&entreprise=437201957");
        var draft = list.Locator("[data-status=a-finaliser]").First;
        await Expect(draft).ToContainTextAsync("Vaudrelle");
        await draft.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(list).ToHaveURLAsync(new Regex("/multi-siren/demandes/brouillons/"));
        await Expect(list.GetByLabel("Votre message")).ToHaveValueAsync("Bonjour, où en est notre dossier ?");
        await list.Locator("button[value=suite]").ClickAsync();
        await list.Locator("input[type=file]:not([capture])").SetInputFilesAsync(Finding.Pdf("Relevé d’octobre.pdf"));
        await Expect(list.GetByRole(AriaRole.Button, new() { Name = "Retirer Relevé d’octobre.pdf" })).ToBeVisibleAsync();
        await list.Locator("button[value=suite]").ClickAsync();
        await Expect(list.GetByText("Relevé d’octobre.pdf")).ToBeVisibleAsync();
        await list.Button("Envoyer").DblClickAsync();
        await Expect(list.GetByRole(AriaRole.Heading, new() { NameRegex = Number() })).ToBeVisibleAsync();
        var number = Number().Match((await list.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!).Value;
        await list.CloseAsync();
        return number;
    }

    private static async Task Talk(Guest nora, IPage queue, IPage thread)
    {
        await Expect(queue.Message(1)).ToContainTextAsync("Bonjour, où en est notre dossier ?");
        await Expect(queue.Message(1).GetByText("Relevé d’octobre.pdf")).ToBeVisibleAsync();
        await thread.BringToFrontAsync();
        await queue.Composer().PressSequentiallyAsync("Bonjour Madame, ");
        await Expect(thread.GetByText("Claire Montbrel écrit…")).ToBeVisibleAsync();
        await queue.Composer().PressSequentiallyAsync("je regarde.");
        await queue.Button("Envoyer").ClickAsync();
        await Expect(thread.Message(2)).ToContainTextAsync("Bonjour Madame, je regarde.");
        await Expect(queue.Message(2)).ToContainTextAsync("Lu par Nora Vasselin");
        await Expect(queue.Composer()).ToHaveValueAsync("");

        await thread.Composer().FillAsync("Merci. Voici le bulletin.");
        await Expect(queue.GetByText("Nora Vasselin écrit…")).ToBeVisibleAsync();
        await thread.Locator("form[data-composer] input[type=file]:not([capture])").SetInputFilesAsync(Finding.Pdf("Bulletin.pdf"));
        await Expect(thread.GetByRole(AriaRole.Button, new() { Name = "Retirer Bulletin.pdf" })).ToBeVisibleAsync();
        await thread.Button("Envoyer").DblClickAsync();
        await Expect(queue.Message(3)).ToContainTextAsync("Merci. Voici le bulletin.");
        await Expect(queue.Message(3).GetByRole(AriaRole.Link)).ToContainTextAsync("Bulletin.pdf");
        await Expect(thread.Message(3)).ToContainTextAsync("Lu par Claire Montbrel");
        Assert.Equal(3, await thread.Messages().CountAsync());
        Assert.Empty(nora.Complaints);
    }

    /// <summary>The count is right on another page, in another browser, and after that browser was away.</summary>
    private async Task Badges(Guest nora, IPage list, IPage queue, IPage thread, string number)
    {
        await thread.GotoAsync("/multi-siren/accueil");
        var elsewhere = await stage.Invite(state: await nora.Keep());
        var home = await elsewhere.Open("/multi-siren/accueil");
        var before = int.Parse((await home.Badge().GetAttributeAsync("data-unread"))!, null);
        await queue.Write("Une précision arrive.");
        foreach (var page in new[] { home, list, thread })
            await Expect(page.Badge()).ToHaveAttributeAsync("data-unread", $"{before + 1}");

        await elsewhere.Context.SetOfflineAsync(true);
        await thread.GotoAsync($"/multi-siren/demandes/{number}");
        await Expect(list.Badge()).ToHaveAttributeAsync("data-unread", $"{before}");
        await elsewhere.Context.SetOfflineAsync(false);
        await Expect(home.Badge()).ToHaveAttributeAsync("data-unread", $"{before}", Patient);
        await thread.Mark();
    }

    private static async Task AskAndHandIn(IPage queue, IPage thread, IPage list, string number)
    {
        await queue.Button("Demander des pièces").ClickAsync();
        await queue.GetByLabel("Pièces demandées").FillAsync("Décompte de novembre");
        await queue.Button("Demander au client").ClickAsync();
        await Expect(queue.Thread()).ToHaveAttributeAsync("data-status", "en-attente");
        await Expect(thread.Thread()).ToHaveAttributeAsync("data-status", "en-attente");
        await Expect(list.Row(number)).ToHaveAttributeAsync("data-status", "en-attente");
        await Expect(list.Row(number)).ToContainTextAsync("À vous");
        await thread.Write("Le décompte arrive.");
        await Expect(queue.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(thread.GetByText("Il manque encore une pièce")).ToBeVisibleAsync();
        await Expect(queue.GetByText("0 sur 1")).ToBeVisibleAsync();
        await thread.GetByLabel("Choisir le fichier : Décompte de novembre").SetInputFilesAsync(Finding.Pdf("Décompte.pdf"));
        await Expect(thread.GetByText("Il manque encore une pièce")).ToBeHiddenAsync();
        await Expect(queue.GetByText("1 sur 1")).ToBeVisibleAsync();
        await Expect(queue.GetByText("Pièce reçue : Décompte de novembre")).ToBeVisibleAsync();
        await Expect(list.Row(number)).ToContainTextAsync("À nous");
    }

    private async Task SurviveAKill(IPage queue, IPage thread)
    {
        var seen = await thread.Messages().AllTextContentsAsync();
        await queue.Mark();
        stage.Server.Kill();
        await queue.Write("Écrit pendant la panne.");
        await Expect(queue.GetByText("Pas de connexion.")).ToBeVisibleAsync();
        await stage.Server.Start();
        await queue.Button("Envoyer").ClickAsync();
        await Expect(thread.Message(seen.Count + 1)).ToContainTextAsync("Écrit pendant la panne.", new() { Timeout = 30_000 });
        await Expect(queue.Message(seen.Count + 1)).ToContainTextAsync("Écrit pendant la panne.");
        Assert.True(await queue.IsUnbroken() && await thread.IsUnbroken());

        await thread.ReloadAsync();
        Assert.Equal(Enumerable.Range(1, seen.Count + 1).Select(n => $"{n}"),
            await thread.Messages().EvaluateAllAsync<string[]>("all => all.map(m => m.dataset.seq)"));
        await thread.Mark();
    }

    [GeneratedRegex(@"\d{4}-\d{6}")]
    private static partial Regex Number();
}
