using Silo.Messaging;

namespace Grains.Tests.Messaging;

public sealed class NetworkNamesTests
{
    [Theory]
    [InlineData("::", "cet ordinateur")]
    [InlineData("127.0.0.0", "cet ordinateur")]
    [InlineData("192.0.2.0", "une adresse qui commence par 192.0.2")]
    [InlineData("2001:db8:a0::", "une adresse qui commence par 2001:db8:a0")]
    [InlineData("2001:db8::", "une adresse qui commence par 2001:db8:0")]
    [InlineData("", "un réseau inconnu")]
    public void A_prefix_reads_as_words(string prefix, string words) => Assert.Equal(words, NetworkNames.Of(prefix));
}
