using System.Text.RegularExpressions;
using System.Collections.Concurrent;

namespace Browser.Tests;

/// <summary>What is being written, with its files: nothing of it is lost, and nothing is sent twice.</summary>
public sealed class ComposerTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Refused_files_have_a_line_each_stored_ones_survive_a_reload_and_stopped_ones_are_sent_again()
    {
        var page = await Open(await stage.Invite(DemoPeople.Nora));
        var files = page.Locator("form[data-composer] [data-files] .file");

        await page.Composer().FillAsync("Voici la pièce.");
        await page.Locator("form[data-composer] input[name=files]").SetInputFilesAsync(
            [Named("photo.HEIC"), Named("programme.exe"), Finding.Pdf("Relevé.pdf"),
                new() { Name = "faux.pdf", MimeType = "application/pdf", Buffer = "<html>"u8.ToArray() }]);
        await Expect(page.Locator("[data-heard]")).ToContainTextAsync("Relevé.pdf est joint.");
        await Expect(page.Locator(".file.no")).ToHaveCountAsync(3);
        foreach (var (name, why) in new[] { ("photo.HEIC", "HEIC"), ("programme.exe", "n’est ni un PDF"), ("faux.pdf", "abîmé") })
        {
            await Expect(page.Locator(".file.no", new() { HasText = name })).ToContainTextAsync(why);
            await Expect(page.Locator("[data-heard]")).ToContainTextAsync($"{name} : ");
        }

        await page.ReloadAsync();
        await Expect(page.Composer()).ToHaveValueAsync("Voici la pièce.");
        await Expect(files).ToHaveCountAsync(1);
        await page.Button("Envoyer").ClickAsync();
        await Expect(page.Messages().Last).ToContainTextAsync("Relevé.pdf");
        await page.ReloadAsync();
        await Expect(page.Composer()).ToHaveValueAsync("");
        await Expect(files).ToHaveCountAsync(0);

        var sent = 0;
        // The first never arrives, the third comes with the token of an hour ago.
        await page.RouteAsync("**/multi-siren/fichiers", route => ++sent switch
        {
            1 => route.AbortAsync(),
            3 => route.ContinueAsync(new() { Headers = route.Request.Headers.Append(new("requestverificationtoken", "vieux"))
                .GroupBy(h => h.Key, (name, all) => new KeyValuePair<string, string>(name, all.Last().Value)) }),
            _ => route.ContinueAsync(),
        });

        await page.Locator("form[data-composer] input[name=files]").SetInputFilesAsync(Finding.Pdf("Perdu.pdf"));
        await Expect(page.Locator("[data-heard]")).ToContainTextAsync("Perdu.pdf est joint.");
        Assert.Equal(2, sent);

        await page.Locator("form[data-composer] input[name=files]").SetInputFilesAsync(Finding.Pdf("Ancien.pdf"));
        await Expect(page.Locator("[data-heard]")).ToContainTextAsync("Ancien.pdf est joint.");
        Assert.Equal(4, sent);
        await Expect(page.Locator(".file.no")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_typed_in_the_moment_before_the_page_is_left_stands_there_again()
    {
        var page = await Open(await stage.Invite(DemoPeople.Hugues));
        var address = page.Url;
        await page.EvaluateAsync(
            """
            () => {
              const text = document.querySelector("form[data-composer] textarea");
              text.value = "Encore un mot";
              text.dispatchEvent(new Event("input", { bubbles: true }));
              location.href = "/multi-siren/demandes";
            }
            """);
        await Expect(page).ToHaveURLAsync(new Regex("/multi-siren/demandes$"));

        await page.GotoAsync(address);

        await Expect(page.Composer()).ToHaveValueAsync("Encore un mot");
    }

    [Fact]
    public async Task A_file_that_is_chosen_before_the_script_has_come_is_sent_by_it()
    {
        var nora = await stage.Invite(DemoPeople.Nora);
        var held = new TaskCompletionSource();
        var address = (await Open(nora)).Url;
        var page = await nora.Context.NewPageAsync();
        await page.RouteAsync("**/build/app*", async route => { await held.Task; await route.ContinueAsync(); });
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("form[data-composer] input[name=files]").SetInputFilesAsync(Finding.Pdf("Avant.pdf"));
        await Expect(page.Locator("[data-heard]")).ToHaveTextAsync("");

        held.SetResult();

        await Expect(page.Locator("[data-heard]")).ToContainTextAsync("Avant.pdf est joint.");
    }

    [Fact]
    public async Task B62_Text_of_a_paste_wins_over_its_picture()
    {
        var page = await Open(await stage.Invite(DemoPeople.Hugues));

        Assert.True(await Paste(page, "Salaire\t2 850,40"));
        await Expect(page.Locator("[data-files] .file")).ToHaveCountAsync(0);
        Assert.False(await Paste(page, ""));
        await Expect(page.Locator("[data-files] .file")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task B72_Message_whose_answer_was_lost_is_known_as_sent_and_never_sent_twice()
    {
        var page = await Open(await stage.Invite(DemoPeople.Irene));
        var before = await page.Messages().CountAsync();
        var lost = new ConcurrentQueue<string>();
        await page.RouteAsync("**/*handler=message*", async route =>
        {
            // Written, but nobody hears of it; the second never leaves.
            if (lost.IsEmpty)
                await route.FetchAsync();
            lost.Enqueue(route.Request.Url);
            await route.AbortAsync();
        });

        await page.Write("Arrivé sans réponse");
        await Expect(page.GetByText("Pas de connexion.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Messages()).ToHaveCountAsync(before + 1);
        await Expect(page.Composer()).ToHaveValueAsync("");

        await page.Write("Jamais parti");
        await Expect(page.GetByText("Pas de connexion.")).ToBeVisibleAsync();
        await page.UnrouteAsync("**/*handler=message*");
        await page.ReloadAsync();
        await Expect(page.Composer()).ToHaveValueAsync("Jamais parti");
        await page.Button("Envoyer").ClickAsync();
        await Expect(page.Messages().Last).ToContainTextAsync("Jamais parti");
        await Expect(page.Messages()).ToHaveCountAsync(before + 2);
    }

    [Fact]
    public async Task B81_One_save_at_a_time_the_newest_text_lands_last_and_only_it_is_said_to_be_kept()
    {
        var ousmane = await stage.Invite(DemoPeople.Ousmane);
        var form = await ousmane.Open("/multi-siren/demandes/nouvelle");
        var (flying, most) = (0, 0);
        var held = new TaskCompletionSource();
        await form.RouteAsync("**/*handler=garder*", async route =>
        {
            most = Math.Max(most, Interlocked.Increment(ref flying));
            await held.Task;
            Interlocked.Decrement(ref flying);
            await route.ContinueAsync();
        });
        await form.GetByLabel("Prénom").FillAsync("Ancien");
        await Eventually.True(() => Task.FromResult(flying == 1));
        await form.GetByLabel("Prénom").FillAsync("Nouveau");
        await form.WaitForTimeoutAsync(2500);

        Assert.Equal(1, most);
        await Expect(form.Locator("[data-saved]")).Not.ToContainTextAsync("Enregistré");
        held.SetResult();
        await Expect(form.Locator("[data-saved]")).ToContainTextAsync("Enregistré");
        await form.ReloadAsync();
        await Expect(form.GetByLabel("Prénom")).ToHaveValueAsync("Nouveau");
    }

    // Answers whether the text is left to the browser.
    private static Task<bool> Paste(IPage page, string text) => page.Composer().EvaluateAsync<bool>(
        """
        (field, text) => {
          const clipboard = new DataTransfer();
          clipboard.setData("text/plain", text);
          clipboard.items.add(new File(["x"], "image.png", { type: "image/png" }));
          return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }
        """, text);

    private static FilePayload Named(string name) => new() { Name = name, MimeType = "application/octet-stream", Buffer = [0, 0, 0, 24] };

    private static async Task<IPage> Open(Guest guest)
    {
        await guest.Page.GotoAsync("/multi-siren/demandes");
        var number = await guest.Page.Locator("[data-status=en-attente], [data-status=en-cours]").First.GetAttributeAsync("data-request-number");
        return await guest.Open($"/multi-siren/demandes/{number}");
    }
}
