using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Tests.Fixtures;
using Tests.Fixtures;

namespace Grains.Tests;

/// <summary>The same actors on two nodes: an answer given from memory is never older than its question.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private GrainHost _one = null!;
    private GrainHost _two = null!;

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string> { ["STORE"] = await (await PostgresServer.Shared).CreateDatabase() };
        (_one, _two) = (new GrainHost(settings), new GrainHost(settings));
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Answer_without_a_commit_knows_what_the_other_node_committed_before()
    {
        await _one.Register("c-nora", CallerKind.Customer, GrainHost.Portal, "nora");
        var (here, there) = (_one.Grains.GetGrain<IAccountGrain>("c-nora"), _two.Grains.GetGrain<IAccountGrain>("c-nora"));
        for (var i = 0; i < 200; i++)
        {
            // Both hold a copy by now; the notice of this commit is hardly on its way when the other is asked.
            await here.Disable(_one.Fresh(), i % 2 == 0);

            Assert.Equal(i % 2 != 0, (await there.View())!.Active);
        }
    }

    [Fact]
    public async Task Refusal_from_an_old_copy_is_decided_again()
    {
        var (nora, company, _) = await _one.Customer("nora");
        var claire = await _one.Adviser("claire");
        var here = await _one.SentRequest(nora, company, "1");
        Assert.True((await here.TakeCharge(claire, _one.Fresh())).Ok);
        var there = _two.Request("1");
        Assert.False((await there.Post(nora, _two.Fresh(), new("", []))).Ok);
        for (var i = 0; i < 50; i++)
        {
            Assert.Null((await here.Close(claire, _one.Fresh(), "Répondu")).Refusal);
            // In the other node's memory it may be open still, and in the next round closed still on this one.
            Assert.Equal(RequestRefusal.AlreadyClosed, (await there.Close(claire, _two.Fresh(), "Répondu")).Refusal);
            Assert.Null((await there.Post(nora, _two.Fresh(), new("Encore une question", []))).Refusal);
        }
    }
}
