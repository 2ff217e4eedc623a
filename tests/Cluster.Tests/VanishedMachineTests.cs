using System.Net;
using System.Net.Sockets;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>A silo waits for all that its table calls active; those of a machine that is gone never answer, and nobody refuses for them.</summary>
public sealed class VanishedMachineTests : IDisposable
{
    private readonly Socket _deaf = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    [Theory]
    [InlineData("1 minute", true)]
    [InlineData("0 seconds", false)]
    public async Task Silo_that_fell_silent_keeps_nobody_from_starting_alone_and_one_that_speaks_is_not_buried(string silence, bool buried)
    {
        await using var cluster = await NodeCluster.Start(1);
        cluster[0].Kill();
        await cluster.Sql($"""
            INSERT INTO orleans_silo (deployment, address, port, generation, name, host, status, gateway, started_at, alive_at)
            SELECT deployment, '127.0.0.1', {Unanswering()}, 1, 'gone', 'gone', 3, 0, now(), now() - interval '{silence}' FROM orleans_cluster
            """);

        var started = cluster[0].Start();
        await Task.WhenAny(started, Task.Delay(TimeSpan.FromSeconds(buried ? 60 : 4)));

        Assert.Equal(buried ? 6 : 3, await cluster.Sql("SELECT status FROM orleans_silo WHERE name = 'gone'"));
        Assert.Equal(buried, started.IsCompletedSuccessfully);
    }

    /// <summary>A firewall refuses, too: whoever starts behind one must not take all others down.</summary>
    [Fact]
    public async Task Silo_of_another_machine_whose_port_refuses_is_buried_only_when_it_has_fallen_silent()
    {
        await using var cluster = await NodeCluster.Start(1);
        cluster[0].Kill();
        foreach (var name in new[] { "speaks", "gone" })
        {
            await cluster.Sql($"""
                INSERT INTO orleans_silo (deployment, address, port, generation, name, host, status, gateway, started_at, alive_at)
                SELECT deployment, '127.0.0.1', {Ports.Free()}, 1, '{name}', 'elsewhere', 3, 0, now(), now() FROM orleans_cluster
                """);
        }

        var started = cluster[0].Start();
        await Eventually.True(async () =>
        {
            await cluster.Sql("UPDATE orleans_silo SET alive_at = now() WHERE name = 'speaks'");
            return 6.Equals(await cluster.Sql("SELECT status FROM orleans_silo WHERE name = 'gone'"));
        }, TimeSpan.FromSeconds(20));

        Assert.Equal(3, await cluster.Sql("SELECT status FROM orleans_silo WHERE name = 'speaks'"));
        await cluster.Sql("UPDATE orleans_silo SET status = 6 WHERE name = 'speaks'");
        await started;
    }

    public void Dispose()
    {
        foreach (var socket in _waiting.Append(_deaf))
            socket.Dispose();
    }

    /// <summary>A port whose queue is full: whoever connects hears nothing, as from a machine that is gone.</summary>
    private int Unanswering()
    {
        _deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _deaf.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _waiting.Add(socket);
            _ = socket.ConnectAsync(_deaf.LocalEndPoint!).ContinueWith(t => t.Exception, TaskScheduler.Default);
        }
        return ((IPEndPoint)_deaf.LocalEndPoint!).Port;
    }
}
