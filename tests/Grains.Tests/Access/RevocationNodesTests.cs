using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Tests.Fixtures;
using Npgsql;
using Tests.Fixtures;

namespace Grains.Tests.Access;

/// <summary>The right goes at one node while a post of the other is between its look and its write, held there by a lock on the thread's table.</summary>
public sealed class RevocationNodesTests : IAsyncLifetime
{
    private GrainHost _one = null!;
    private GrainHost _two = null!;
    private NpgsqlConnection _watch = null!;
    private NpgsqlConnection _holder = null!;

    public static TheoryData<Basis> All => RevocationContract.All;

    public async Task InitializeAsync()
    {
        var server = await PostgresServer.Shared;
        var address = await server.CreateDatabase();
        var settings = new Dictionary<string, string> { ["STORE"] = address };
        (_one, _two) = (new GrainHost(settings), new GrainHost(settings));
        (_watch, _holder) = (new(server.ConnectionString(address) + ";Pooling=false"), new(server.ConnectionString(address) + ";Pooling=false"));
        await _watch.OpenAsync();
        await _holder.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _holder.DisposeAsync();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Post_past_its_look_is_written_before_the_revocation_and_none_after_it(Basis basis)
    {
        var people = await Entitled.In(_one);
        await Run(_holder, "BEGIN; LOCK TABLE entry IN EXCLUSIVE MODE");

        var post = people.Post(_one, basis, _one.Fresh());
        await Waiting(1);
        var revocation = people.TakeAway(_two, basis);
        await Waiting(2);
        Assert.False(revocation.IsCompleted);
        await Run(_holder, "COMMIT");

        await revocation;
        Assert.Equal(2, await people.Messages(_two, basis));
        Assert.True((await post).Ok);
        foreach (var node in new[] { _one, _two })
            Assert.Equal(RequestRefusal.NotFound, (await people.Post(node, basis, new OperationId(Guid.NewGuid().ToString("N")))).Refusal);
        Assert.Equal(2, await people.Messages(_two, basis));
    }

    private Task Waiting(int sessions) => Eventually.True(async () => await Run(
        _watch, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is long count && count >= sessions);

    private static async Task<object?> Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
