using System.Diagnostics;
using Tests.Fixtures.Cluster;

namespace Browser.Tests;

public sealed class LinkCutTests(BrowserFixture stage) : IClassFixture<BrowserFixture>
{
    /// <summary>H8: what was written while the link was cut is there once, in order, three seconds after it is back.</summary>
    [Fact]
    public async Task Fifty_messages_written_during_a_cut_arrive_once_and_in_order()
    {
        using var wire = new NetworkFault(stage.Server.Address);
        var nora = await stage.Invite(DemoPeople.Nora, through: wire.Address);
        var number = await NumberOf(nora.Page);
        var thread = await nora.Open($"/multi-siren/demandes/{number}");
        var before = await thread.Messages().CountAsync();
        using var claire = new Person(stage.Server.Address, "Claire");
        await claire.SignIn();
        await claire.Say(number, "avant", "key-before");
        await Expect(thread.Message(before + 1)).ToContainTextAsync("avant");

        wire.Cut();
        for (var n = 1; n <= 50; n++)
            Assert.True(await claire.Say(number, $"message {n}", $"key-{n}"));
        var linked = new TaskCompletionSource();
        thread.WebSocket += (_, socket) => socket.FrameReceived += (_, _) => linked.TrySetResult();
        wire.Mend();
        await linked.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var since = Stopwatch.StartNew();
        await Expect(thread.Messages()).ToHaveCountAsync(before + 51, new() { Timeout = 3_000 });

        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        var texts = await thread.Locator("[data-seq] .text").AllTextContentsAsync();
        Assert.Equal(Enumerable.Range(1, 50).Select(n => $"message {n}"), texts.TakeLast(50).Select(t => t.Trim()));
        // Each of the two hears by itself what is read meanwhile.
        await Eventually.True(async () => await thread.Badge().GetAttributeAsync("data-unread") == await nora.Page.Badge().GetAttributeAsync("data-unread"));
    }

    /// <summary>The notice came but what it told of could not be fetched: it is asked for again without another notice.</summary>
    [Fact]
    public async Task What_could_not_be_fetched_is_asked_for_again()
    {
        var irene = await stage.Invite(DemoPeople.Irene);
        var number = await NumberOf(irene.Page);
        var thread = await irene.Open($"/multi-siren/demandes/{number}");
        var before = await thread.Messages().CountAsync();
        using var hugues = new Person(stage.Server.Address, "Hugues");
        await hugues.SignIn();
        await hugues.Say(number, "le lien est là", "key-linked");
        await Expect(thread.Message(before + 1)).ToContainTextAsync("le lien est là");

        var lost = 0;
        await thread.RouteAsync("**/fragments/fil?**", route => lost++ == 0 ? route.AbortAsync() : route.ContinueAsync());
        await hugues.Say(number, "arrive quand même", "key-lost");

        await Expect(thread.Message(before + 2)).ToContainTextAsync("arrive quand même", new() { Timeout = 10_000 });
        Assert.True(lost > 1);
    }

    private static async Task<string> NumberOf(IPage page)
    {
        await page.GotoAsync("/multi-siren/demandes");
        return (await page.Locator("[data-status=en-attente]").First.GetAttributeAsync("data-request-number"))!;
    }
}
