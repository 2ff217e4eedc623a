using System.Net;
using Grains;
using Microsoft.Extensions.Configuration;
using Silo.Clustering;

namespace Grains.Tests.Clustering;

public sealed class SiloEndpointTests
{
    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    [InlineData("127.0.0.2", "127.0.0.2")]
    [InlineData("::1", "::1")]
    public void Address_of_this_machine_is_taken(string? address, string taken) => Assert.Equal(IPAddress.Parse(taken), Read(address, null).Address);

    [Fact]
    public void Port_is_the_given_one_or_any_free_one()
    {
        Assert.Equal(11111, Read(null, "11111").Port);
        Assert.NotEqual(0, Read(null, "0").Port);
        Assert.NotEqual(0, Read(null, null).Port);
    }

    [Theory]
    [InlineData("silo1.example", null)]
    [InlineData("0.0.0.0", null)]
    [InlineData("::", null)]
    [InlineData("192.0.2.1", null)]
    [InlineData("10", null)]
    [InlineData(null, "eleven")]
    [InlineData(null, "70000")]
    [InlineData(null, "-1")]
    public void What_nobody_could_connect_to_refuses_to_start(string? address, string? port) =>
        Assert.Contains(address ?? port!, Assert.Throws<SettingRefusedException>(() => Read(address, port)).Message, StringComparison.Ordinal);

    private static IPEndPoint Read(string? address, string? port) => SiloEndpoint.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["ORLEANS_SILO_ADDRESS"] = address, ["ORLEANS_SILO_PORT"] = port }).Build());
}
