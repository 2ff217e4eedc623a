using System.Diagnostics;
using System.Net;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>The network fails in the one moment when nobody knows: between COMMIT and its answer.</summary>
[Collection(TwoNodes.Name)]
public sealed class LostCommitTests(TwoNodes nodes)
{
    private const string Number = "2026-000003";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lost_commit_or_answer_ends_in_one_message_and_the_truth(bool reaches)
    {
        var (account, _) = await nodes.Office.Colleague();
        var writer = await nodes.Cluster.SignIn(0, account);
        Assert.Equal(HttpStatusCode.SeeOther, await writer.Post(Number, "before", $"before-{reaches}"));
        var text = $"[[lost {reaches}]]";

        var struck = Strike(text, reaches);
        var answer = await writer.Post(Number, text, $"lost-{reaches}");

        await struck.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.SeeOther, answer);
        Assert.Equal(1, await Times(writer, text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unknown_end_is_said_to_be_unknown_and_the_same_form_finds_out(bool reaches)
    {
        var (account, _) = await nodes.Office.Colleague();
        var writer = await nodes.Cluster.SignIn(0, account);
        Assert.Equal(HttpStatusCode.SeeOther, await writer.Post(Number, "before", $"before-unknown-{reaches}"));
        var text = $"[[unknown {reaches}]]";

        var struck = Strike(text, reaches);
        var watch = Stopwatch.StartNew();
        var posting = writer.Post(Number, text, $"unknown-{reaches}");
        var proxy = await struck.WaitAsync(TimeSpan.FromSeconds(5));
        // And the database stays out of reach: whoever wants to find out cannot.
        proxy.Freeze(newOnes: true);
        HttpStatusCode answer;
        try
        {
            answer = await posting;
        }
        finally
        {
            proxy.Thaw();
            proxy.Cut();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
        // 3 s for the answer that was lost, 2 s for somebody to ask; the rest is a busy machine's.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(7));
        using var elsewhere = writer.On(nodes.Cluster[1].Address);
        await Eventually.True(async () => await elsewhere.Tab.StatusOf($"/multi-siren/demandes/{Number}") is HttpStatusCode.OK, TimeSpan.FromSeconds(5));
        Assert.Equal(reaches ? 1 : 0, await Times(elsewhere, text));
        await Eventually.True(async () => await elsewhere.Post(Number, text, $"unknown-{reaches}") is HttpStatusCode.SeeOther, TimeSpan.FromSeconds(5));
        Assert.Equal(1, await Times(elsewhere, text));
        await Eventually.True(async () => await writer.Post(Number, "after", $"after-{reaches}") is HttpStatusCode.SeeOther, TimeSpan.FromSeconds(5));
    }

    /// <summary>At the node that writes it: where the request's grain lives, which need not be the writer's.</summary>
    private async Task<FaultProxy> Strike(string text, bool reaches)
    {
        var armed = nodes.Cluster.Proxies.ToDictionary(Task (p) => reaches ? p.LoseAnswerTo(text) : p.LoseMessage(text));
        var struck = armed[await Task.WhenAny(armed.Keys)];
        foreach (var proxy in armed.Values)
            proxy.Disarm();
        return struck;
    }

    private static async Task<int> Times(Person reader, string text) => (await reader.Thread(Number)).Count(m => m.Text == text);
}
