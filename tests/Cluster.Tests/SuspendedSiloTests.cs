using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>The others declare a suspended silo dead and take over its grains; when it runs again it must end, to be started anew.</summary>
public sealed class SuspendedSiloTests
{
    private const string Number = "2026-000003";
    private const string Home = "/multi-siren/accueil";
    private static readonly TimeSpan Suspension = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Suspended_silo_ends_by_itself_and_says_why_and_nothing_is_lost_or_stale()
    {
        await using var cluster = await NodeCluster.Start(2, settings: Node.ProductionProbes);
        var people = new[] { await cluster.SignIn(1, DemoPeople.Nora), await cluster.SignIn(1, DemoPeople.Claire) };
        var leaver = await cluster.SignIn(1, DemoPeople.Irene);
        using var captured = leaver.Tab.Copy(cluster[1].Address);
        Assert.Equal(HttpStatusCode.OK, await captured.StatusOf(Home));
        var record = new OperationRecord();
        foreach (var person in people)
            await record.Insist($"[[{person.Name} before]]", () => person.Post(Number, $"[[{person.Name} before]]", $"{person.Name}-before"));

        cluster[1].Freeze();
        var thawed = Task.Delay(Suspension);
        foreach (var person in people.Select(p => p.On(cluster[0].Address)))
            await record.Insist($"[[{person.Name} meanwhile]]", () => person.Post(Number, $"[[{person.Name} meanwhile]]", $"{person.Name}-meanwhile"));
        await leaver.On(cluster[0].Address).SignOut();
        await thawed;
        cluster[1].Thaw();
        // Until it has found out it may still answer, but not by heart.
        var ended = cluster[1].Ended(TimeSpan.FromSeconds(15));
        await Ask(captured, ended);

        Assert.Equal(70, await ended);
        Assert.Contains("its process ends and must be started again", Assert.Single(cluster[1].Alarms, a => a.StartsWith("crit", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Empty(cluster[0].Alarms);
        await cluster[1].Start();
        foreach (var person in people)
            Assert.Equal(Outcome.Ok,
                await record.Run($"[[{person.Name} after]]", () => person.Post(Number, $"[[{person.Name} after]]", $"{person.Name}-after")));
        Assert.Equal(HttpStatusCode.Unauthorized, await captured.StatusOf(Home));
        record.Check(await people[0].Thread(Number), _ => true);
    }

    private static async Task Ask(Tab captured, Task ended)
    {
        while (!ended.IsCompleted)
        {
            try
            {
                Assert.NotEqual(HttpStatusCode.OK, await captured.StatusOf(Home));
            }
            catch (HttpRequestException)
            {
                // It has ended.
            }
        }
    }
}
