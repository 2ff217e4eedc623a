using Npgsql;
using Silo.Storage;

namespace Grains.Tests.Storage;

/// <summary>Which failures retry a drain whole, and which look for the guilty commit.</summary>
public sealed class StorageTroubleTests
{
    [Theory]
    [InlineData("40P01", true, false)]
    [InlineData("53300", true, false)]
    [InlineData("55P03", true, false)]
    [InlineData("57014", true, false)]
    [InlineData("58030", true, false)]
    [InlineData("57P01", true, true)]
    [InlineData("08006", true, true)]
    [InlineData("25P03", true, true)]
    [InlineData("23505", false, false)]
    [InlineData("23502", false, false)]
    [InlineData("42P01", false, false)]
    [InlineData("22021", false, false)]
    public void State_of_the_server_tells(string state, bool trouble, bool lost)
    {
        var failure = new PostgresException("m", "ERROR", "ERROR", state);

        Assert.Equal((trouble, lost), (StorageTrouble.Is(failure), StorageTrouble.IsLostAnswer(failure)));
    }

    [Fact]
    public void Broken_connection_is_trouble_and_a_lost_answer()
    {
        var failure = new NpgsqlException("Exception while reading from stream", new IOException());

        Assert.True(StorageTrouble.Is(failure));
        Assert.True(StorageTrouble.IsLostAnswer(failure));
        Assert.False(StorageTrouble.Is(new InvalidOperationException()));
    }
}
