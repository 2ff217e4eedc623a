using Npgsql;

namespace Cluster.Tests;

/// <summary>The faults that other tests build on are the faults they claim to be.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private FaultProxy _proxy = null!;
    private string _through = "";

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Shared;
        _proxy = new FaultProxy(_server.Port);
        var database = await _server.CreateDatabase();
        _through = $"Host=127.0.0.1;Port={_proxy.Port};Username=postgres;Database={PostgresServer.NameOf(database)};Pooling=false";
        await using var first = await Open();
        await Execute(first, "CREATE TABLE written(word text)");
    }

    public Task DisposeAsync()
    {
        _proxy.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Cut_breaks_the_links_that_said_the_word_and_no_other()
    {
        await using var feed = await Open();
        await using var other = await Open();
        await Execute(feed, "LISTEN news");

        _proxy.Cut("LISTEN");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Execute(feed, "SELECT 1"));
        await Execute(other, "SELECT 1");
        await using var again = await Open();
        await Execute(again, "LISTEN news");
    }

    [Fact]
    public async Task Frozen_link_stays_open_and_says_late_what_it_held_back()
    {
        await using var connection = await Open();
        await Execute(connection, "LISTEN news");

        _proxy.Freeze("LISTEN");
        var writing = Execute(connection, "INSERT INTO written VALUES ('late')");
        await using (var other = await Open())
            Assert.Equal(0, await Written(other));
        Assert.False(writing.IsCompleted);
        _proxy.Thaw();

        await writing;
        Assert.Equal(1, await Written(connection));
    }

    [Fact]
    public async Task Frozen_word_silences_later_links_too_when_asked()
    {
        _proxy.Freeze("LISTEN", newOnes: true);
        await using var connection = await Open();

        var listening = Execute(connection, "LISTEN news");
        await using (var other = await Open())
            Assert.Equal(0, await Written(other));
        Assert.False(listening.IsCompleted);
        _proxy.Thaw();

        await listening;
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Lost_answer_leaves_the_row_and_lost_commit_does_not(bool reaches, long rows)
    {
        await using var connection = await Open();
        await using var transaction = await connection.BeginTransactionAsync();
        await Execute(connection, "INSERT INTO written VALUES ('once')");

        var struck = reaches ? _proxy.LoseAnswerTo("COMMIT") : _proxy.LoseMessage("COMMIT");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());

        await struck;
        await using var other = await Open();
        Assert.Equal(rows, await Written(other));
    }

    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(_through);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Written(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM written", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
