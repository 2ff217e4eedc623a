using System.Diagnostics;
using Tests.Fixtures.Cluster;

namespace Browser.Tests;

/// <summary>Two nodes behave as one: live between them, and one takes over when the other dies.</summary>
public sealed class TwoNodesTests(ClusterBrowserFixture stage) : IClassFixture<ClusterBrowserFixture>
{
    // Three seconds are the bar of ./test --long; a busy machine is given more.
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? 3 : 10);
    private static readonly TimeSpan Suspension = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Customer_at_one_node_and_adviser_at_the_other_talk_live()
    {
        var irene = await stage.Invite(DemoPeople.Irene, stage.Cluster[0].Address);
        var lucien = await stage.Invite(DemoPeople.Lucien, stage.Cluster[1].Address);

        var (thread, queue) = await Meet(irene, lucien, DemoPeople.Irene);
        await thread.BringToFrontAsync();
        await queue.Composer().PressSequentiallyAsync("Bonjour, ");
        await Expect(thread.GetByText("Lucien Aubrevent écrit…")).ToBeVisibleAsync();
        await Talk(thread, queue);

        Assert.Empty(irene.Complaints);
    }

    [Theory]
    [InlineData(BalancerKind.HAProxy)]
    [InlineData(BalancerKind.Nginx)]
    public async Task Page_whose_node_is_killed_is_at_the_other_in_time_and_loses_nothing(BalancerKind kind)
    {
        var front = (await stage.Cluster.Front(kind)).Address;
        var (who, adviser) = kind is BalancerKind.HAProxy ? (DemoPeople.Nora, DemoPeople.Claire) : (DemoPeople.Hugues, DemoPeople.Pauline);
        var (customer, bench) = (await stage.Invite(who, front), await stage.Invite(adviser, front));
        // Opened while only one node is there, the pages hang on that one.
        stage.Cluster[1].Kill();
        var (thread, queue) = await Meet(customer, bench, who);
        await stage.Cluster[1].Start();
        await Draw(stage.Cluster[1].Address);
        await Talk(thread, queue);
        var seen = await thread.Messages().CountAsync();
        foreach (var page in new[] { thread, queue })
            await page.Mark();

        var back = Linked(thread);
        var since = Stopwatch.StartNew();
        stage.Cluster[0].Kill();
        try
        {
            await Insist(thread, "Écrit pendant la panne.");
            await back.WaitAsync(TimeSpan.FromSeconds(20));
            var took = since.Elapsed;
            Console.WriteLine($"{kind}: the page was at the other node {took.TotalMilliseconds:F0} ms after the kill");

            foreach (var page in new[] { thread, queue })
                await Expect(page.Message(seen + 1)).ToContainTextAsync("Écrit pendant la panne.");
            await Talk(thread, queue);
            Assert.True(await thread.IsUnbroken() && await queue.IsUnbroken());
            Assert.InRange(took, TimeSpan.Zero, Takeover);
            await thread.ReloadAsync();
            Assert.Equal(Enumerable.Range(1, seen + 3).Select(n => $"{n}"),
                await thread.Messages().EvaluateAllAsync<string[]>("all => all.map(m => m.dataset.seq)"));
        }
        finally
        {
            await stage.Cluster[0].Start();
        }
    }

    /// <summary>The balancer takes a suspended node for dead. When it runs again it ends, and is started again.</summary>
    [Fact]
    public async Task Page_whose_node_is_suspended_is_at_the_other_and_loses_nothing_then_or_later()
    {
        var ousmane = await stage.Invite(DemoPeople.Ousmane, (await stage.Cluster.Front(BalancerKind.HAProxy)).Address);
        var number = await (await stage.Cluster.Office()).SentRequest(DemoPeople.Ousmane, DemoPeople.Quillevreuse);
        stage.Cluster[1].Kill();
        var thread = await ousmane.Open($"/multi-siren/demandes/{number}");
        await stage.Cluster[1].Start();
        await thread.Write("Écrit avant.");
        await Expect(thread.Message(2)).ToContainTextAsync("Écrit avant.");
        await thread.Mark();

        var back = Linked(thread);
        var suspended = Task.Delay(Suspension);
        stage.Cluster[0].Freeze();
        try
        {
            await Insist(thread, "Écrit pendant la panne.");
            await back.WaitAsync(TimeSpan.FromSeconds(20));
            await Expect(thread.Message(3)).ToContainTextAsync("Écrit pendant la panne.");
            await suspended;
        }
        finally
        {
            await stage.Cluster[0].Resume();
        }
        await thread.Write("Écrit après.");
        await Expect(thread.Message(4)).ToContainTextAsync("Écrit après.");
        Assert.True(await thread.IsUnbroken());
        await thread.ReloadAsync();
        Assert.Equal(["1", "2", "3", "4"], await thread.Messages().EvaluateAllAsync<string[]>("all => all.map(m => m.dataset.seq)"));
    }

    // A node that takes over has served before, as any but one that started this minute.
    private async Task Draw(Uri node)
    {
        await using var other = await stage.Invite(DemoPeople.Irene, node);
        var number = await (await stage.Cluster.Office()).SentRequest(DemoPeople.Irene, DemoPeople.Brumont);
        var page = await other.Open($"/multi-siren/demandes/{number}");
        await page.Write("Vu d’ici.");
        await Expect(page.Message(2)).ToContainTextAsync("Vu d’ici.");
    }

    /// <summary>Both look at a fresh request, which the adviser takes.</summary>
    private async Task<(IPage Thread, IPage Queue)> Meet(Guest customer, Guest adviser, DemoPerson author)
    {
        var number = await (await stage.Cluster.Office()).SentRequest(author, DemoPeople.Brumont);
        var (thread, queue) = (await customer.Open($"/multi-siren/demandes/{number}"), await adviser.Open($"/gestion/demandes/{number}"));
        await queue.Button("Prendre en charge").ClickAsync();
        await Expect(queue.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        await Expect(thread.Thread()).ToHaveAttributeAsync("data-status", "en-cours");
        return (thread, queue);
    }

    /// <summary>One message each way, seen by the other without asking.</summary>
    private static async Task Talk(IPage thread, IPage queue)
    {
        var seen = await thread.Messages().CountAsync();
        await queue.Write("Bonjour, je regarde.");
        await Expect(thread.Message(seen + 1)).ToContainTextAsync("je regarde.");
        await thread.Write("Merci.");
        foreach (var page in new[] { thread, queue })
            await Expect(page.Message(seen + 2)).ToContainTextAsync("Merci.");
    }

    /// <summary>Who is told that it could not be sent sends again.</summary>
    private static async Task Insist(IPage page, string text)
    {
        await page.Composer().FillAsync(text);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (await page.Composer().InputValueAsync() == text)
        {
            await page.Button("Envoyer").ClickAsync();
            await page.Locator("form[data-composer] button[type=submit]:not([aria-busy=true])").WaitForAsync();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Ends when the page has a new live link that the server has answered on.</summary>
    private static Task Linked(IPage page)
    {
        var linked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, _) => linked.TrySetResult();
        return linked.Task;
    }
}
