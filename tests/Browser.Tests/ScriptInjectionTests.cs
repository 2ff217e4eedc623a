using Tests.Fixtures.Cluster;

namespace Browser.Tests;

/// <summary>G2: what people type stays what they typed, in pages and in what arrives live; nothing of it runs.</summary>
public sealed class ScriptInjectionTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Payloads =
    [
        "<script>window.ran=1;alert(1)</script>", "<img src=x onerror=\"window.ran=1\">", "<svg onload=window.ran=1>",
            "<svg><script>window.ran=1</script></svg>",
        "\"><script>window.ran=1</script>", "'><img src=x onerror=window.ran=1>", "</textarea><script>window.ran=1</script>",
            "</title><script>window.ran=1</script>",
        "</script><script>window.ran=1</script>", "<!--><script>window.ran=1</script>", "<iframe src=\"javascript:parent.ran=1\"></iframe>",
            "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
        "<a href=\"javascript:window.ran=1\">ici</a>", "javascript:window.ran=1", "data:text/html,<script>parent.ran=1</script>",
            "<math><mtext></mtext><img src=x onerror=window.ran=1></math>",
        "<body onload=window.ran=1>", "<details open ontoggle=window.ran=1>x</details>", "<input autofocus onfocus=window.ran=1>",
            "<video><source onerror=window.ran=1></video>",
        "<object data=\"javascript:window.ran=1\"></object>", "<style>@import 'javascript:window.ran=1'</style>",
            "<link rel=stylesheet href=//evil.example/x.css>", "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=\"0;url=javascript:window.ran=1\">", "{{constructor.constructor('window.ran=1')()}}", "${window.ran=1}",
            "&lt;script&gt;window.ran=1&lt;/script&gt;",
        "a\u2028window.ran=1\u2029//", "<template><script>window.ran=1</script></template><img src=x onerror=window.ran=1 //",
    ];

    [Fact]
    public async Task Messages_are_shown_as_typed_on_the_page_and_live()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var claire = await stage.Invite(DemoPeople.Claire);
        await nora.Page.GotoAsync("/multi-siren/demandes");
        await nora.Page.Locator("[data-status=en-attente] a").First.ClickAsync();
        var number = (await nora.Page.Thread().GetAttributeAsync("data-request-number"))!;
        await claire.Page.GotoAsync($"/gestion/demandes/{number}");
        var before = await claire.Page.Messages().CountAsync();

        using var writer = new Person(stage.Server.Address, "Hugues");
        await writer.SignIn();
        for (var n = 0; n < Payloads.Length; n++)
            Assert.True(await writer.Say(number, Payloads[n], $"payload-{n}"));

        foreach (
            var page in new[] { nora.Page, claire.Page, await nora.Open($"/multi-siren/demandes/{number}"), await claire.Open($"/gestion/demandes/{number}") })
        {
            await Expect(page.Messages()).ToHaveCountAsync(before + Payloads.Length, new() { Timeout = 20_000 });
            var shown = await page.Locator("[data-seq] .text").EvaluateAllAsync<string[]>("all => all.map(t => t.textContent)");
            Assert.Equal(Payloads.Select(p => AsLines(p, "\n")), shown.TakeLast(Payloads.Length));
            await NothingRan(page);
        }
        await nora.Page.GotoAsync("/multi-siren/demandes");
        await Expect(nora.Page.Row(number)).ToContainTextAsync("<img src=x onerror");
        await NothingRan(nora.Page);
        Assert.Empty(nora.Complaints.Concat(claire.Complaints));
    }

    [Fact]
    public async Task Forms_names_of_files_and_searches_are_shown_as_typed()
    {
        var ousmane = await stage.Invite(DemoPeople.Ousmane);
        var pauline = await stage.Invite(DemoPeople.Pauline);
        await pauline.Page.GotoAsync("/gestion/demandes");
        var page = await ousmane.Open("/multi-siren/demandes/nouvelle");
        var attack = Payloads[1];
        await page.GetByLabel("Prénom").FillAsync(attack);
        await page.Locator("#f-nom").FillAsync(attack);
        await page.Locator("button[value=suite]").ClickAsync();
        await page.GetByLabel("Domaine").SelectOptionAsync("sante");
        await page.GetByLabel("Thème").SelectOptionAsync("remboursements");
        await page.GetByLabel("Motif").SelectOptionAsync("delai");
        await page.Locator("button[value=suite]").ClickAsync();
        await page.GetByLabel("Votre message").FillAsync(string.Join('\n', Payloads));
        await page.Locator("button[value=suite]").ClickAsync();
        await page.Locator("input[type=file]:not([capture])").SetInputFilesAsync(Finding.Pdf("'onerror='window.ran=1'&lt;script&gt; ${x}.pdf"));
        await Expect(page.Locator(".file b")).ToHaveTextAsync("'onerror='window.ran=1'&lt;script&gt; ${x}.pdf");
        await page.Locator("button[value=suite]").ClickAsync();
        await Expect(page.GetByText(attack, new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.Locator("dd.text")).ToContainTextAsync(Payloads[0]);
        await NothingRan(page);
        await page.Button("Envoyer").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir la demande" }).ClickAsync();
        await Expect(page.Message(1).Locator(".files")).ToContainTextAsync("${x}.pdf");
        await NothingRan(page);
        await NothingRan(pauline.Page);

        foreach (var payload in Payloads)
        {
            // A company that nobody has is not there, whatever it is made of.
            await page.GotoAsync($"/multi-siren/demandes?entreprise={Uri.EscapeDataString(payload)}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cette page n’existe pas");
            await NothingRan(page);
            await page.GotoAsync($"/multi-siren/demandes?q={Uri.EscapeDataString(payload)}&vue={Uri.EscapeDataString(payload)}");
            await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(AsLines(payload, " "));
            await NothingRan(page);
        }
        Assert.DoesNotContain(ousmane.Complaints.Concat(pauline.Complaints), c => !c.Contains("404", StringComparison.Ordinal));
    }

    // Separators of lines are line ends where lines are kept, and spaces in a field of one line.
    private static string AsLines(string payload, string end) =>
        payload.Replace("\u2028", end, StringComparison.Ordinal).Replace("\u2029", end, StringComparison.Ordinal).Replace("\n", end, StringComparison.Ordinal);

    private static async Task NothingRan(IPage page) => Assert.False(await page.EvaluateAsync<bool>("'ran' in window"), $"A script ran on {page.Url}");
}
