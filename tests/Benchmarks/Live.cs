using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Tests.Fixtures.Cluster;
using Microsoft.Playwright;

namespace Bench;

/// <summary>
/// From sending a message's form to the frame at another person's link, and to its text in another browser's page. Both include the
/// HTTP request and the commit, so they are upper bounds of "commit → frame" and "commit → DOM". From a letter of the workbench to the request beside the list.
/// </summary>
internal static class Live
{
    private const int Messages = 200;
    private const int Opened = 100;

    public static async Task Run()
    {
        using var node = new Node();
        await node.Start();
        using var nora = new Person(node.Address, "Nora");
        using var claire = new Person(node.Address, "Claire");
        await nora.SignIn();
        await claire.SignIn();
        const string number = "2026-000003";
        var key = await nora.KeyOf(number);
        var frames = await Frames(node, nora, key, sending => Post(claire, number, sending));
        Console.WriteLine($"## Live\n\nsend → frame: {Percentiles(frames)}\n");
        Console.WriteLine($"send → text in the other browser: {Percentiles(await Dom(node, nora, claire, number))}\n");
        var (beside, pages) = await Openings(node, claire);
        Console.WriteLine($"`o` → the request beside the list: {Percentiles(beside)}; the same as a page of its own: {Percentiles(pages)}\n");
    }

    private static async Task<List<double>> Frames(Node node, Person watcher, string key, Func<Action, Task> post)
    {
        using var link = new ClientWebSocket();
        link.Options.Cookies = watcher.Cookies;
        await link.ConnectAsync(new Uri($"ws://localhost:{node.Address.Port}/live?portal=multi-siren"), default);
        await Send(link, "{\"protocol\":\"json\",\"version\":1}");
        await Send(link, JsonSerializer.Serialize(new { type = 1, target = "Watch", arguments = new[] { new[] { $"request/{key}" } }, invocationId = "1" }));
        var arrivals = new BlockingCollection<long>();
        _ = Task.Run(async () =>
        {
            var buffer = new byte[8192];
            while (link.State is WebSocketState.Open)
            {
                var got = await link.ReceiveAsync(buffer, default);
                var text = Encoding.UTF8.GetString(buffer, 0, got.Count);
                if (text.Contains("\"change\"", StringComparison.Ordinal))
                    arrivals.Add(Stopwatch.GetTimestamp());
            }
        });
        var times = new List<double>();
        for (var i = 0; i < Messages; i++)
        {
            while (arrivals.TryTake(out _))
            {
            }
            var at = 0L;
            var posted = post(() => at = Stopwatch.GetTimestamp());
            var arrived = await Task.Run(() => arrivals.Take());
            times.Add(Stopwatch.GetElapsedTime(at, arrived).TotalMilliseconds);
            await posted;
        }
        return times;
    }

    private static async Task<List<double>> Dom(Node node, Person watcher, Person poster, string number)
    {
        await using var browser = await Chromium();
        var page = await Page(browser, node, watcher);
        await page.GotoAsync($"{node.Address}multi-siren/demandes/{number}");
        await page.EvaluateAsync(
            """
            () => { window.seen = {}; new MutationObserver(() => { for (const m of document.querySelectorAll('article[data-seq]')) { const t = m.textContent.match(/\[\[[^\]]+\]\]/)?.[0]; if (t && !(t in window.seen)) window.seen[t] = Date.now(); } }).observe(document.querySelector('[data-entries]'), { childList: true, subtree: true }); }
            """);
        await page.WaitForTimeoutAsync(1000);
        var sent = new Dictionary<string, long>();
        for (var i = 0; i < Messages; i++)
        {
            var text = $"[[page {i}]]";
            await poster.Say(number, text, Guid.NewGuid().ToString("N"), () => sent[text] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            await page.WaitForFunctionAsync("t => t in window.seen", text);
        }
        var seen = await page.EvaluateAsync<Dictionary<string, double>>("() => window.seen");
        return [.. sent.Select(s => seen[s.Key] - s.Value)];
    }

    // From the letter to the request on the screen, through all rows of the list; then each as a page.
    private static async Task<(List<double> Beside, List<double> Pages)> Openings(Node node, Person adviser)
    {
        await using var browser = await Chromium();
        var page = await Page(browser, node, adviser);
        await page.GotoAsync($"{node.Address}gestion/demandes?file=toutes");
        await page.WaitForTimeoutAsync(1000);
        var beside = await page.EvaluateAsync<double[]>(
            """
            async (tries) => {
              const press = (key) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
              const open = () => document.querySelector("[data-thread]")?.dataset.requestNumber;
              const times = [];
              for (let way = "j"; times.length < tries;) {
                press(way);
                const wanted = document.activeElement.closest("[data-key]")?.dataset.requestNumber;
                if (wanted === open()) { way = way === "j" ? "k" : "j"; continue; }
                const at = performance.now();
                press("o");
                while (open() !== wanted) await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                times.push(performance.now() - at);
                await new Promise((done) => setTimeout(done, 100));
              }
              return times;
            }
            """, Opened);
        var addresses = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a.ticket')].map((a) => a.href)");
        var pages = new List<double>();
        for (var i = 0; i < Opened; i++)
        {
            var watch = Stopwatch.StartNew();
            await page.GotoAsync(addresses[i % addresses.Length], new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            pages.Add(watch.Elapsed.TotalMilliseconds);
        }
        return ([.. beside], pages);
    }

    internal static async Task<IBrowser> Chromium()
    {
        // Ends with the process.
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync"],
        });
    }

    internal static async Task<IPage> Page(IBrowser browser, Node node, Person person, int width = 1280, int height = 720)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await context.AddCookiesAsync(person.Cookies.GetAllCookies()
            .Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = node.Address.ToString() }));
        return await context.NewPageAsync();
    }

    private static Task Post(Person person, string number, Action sending) =>
        person.Say(number, $"[[{Guid.NewGuid()}]]", Guid.NewGuid().ToString("N"), sending);

    private static Task Send(ClientWebSocket link, string frame) =>
        link.SendAsync(Encoding.UTF8.GetBytes(frame + "\u001e"), WebSocketMessageType.Text, true, default);

    private static string Percentiles(List<double> times)
    {
        times.Sort();
        return $"p50 {times[times.Count / 2]:F1} ms, p95 {times[times.Count * 95 / 100]:F1} ms, p99 {times[times.Count * 99 / 100]:F1} ms ({times.Count})";
    }
}
