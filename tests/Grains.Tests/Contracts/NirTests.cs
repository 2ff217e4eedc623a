using Grains.Contracts;

namespace Grains.Tests.Contracts;

public sealed class NirTests
{
    [Theory]
    [InlineData("185057800608491", true)]
    [InlineData("269054958815780", true)]
    [InlineData("185057800608490", false)]
    [InlineData("18505780060849", false)]
    [InlineData("", false)]
    [InlineData("1850578006084 91", false)]
    [InlineData("18505C800608491", false)]
    public void Key_checks_the_number(string nir, bool valid) => Assert.Equal(valid, Nir.IsValid(nir));

    [Theory]
    [InlineData("2A", "19")]
    [InlineData("2B", "18")]
    public void Corsica_counts_as_nineteen_and_eighteen(string department, string counted)
    {
        var key = 97 - long.Parse($"18505{counted}006084", null) % 97;

        Assert.True(Nir.IsValid($"18505{department}006084{key:00}"));
    }
}
