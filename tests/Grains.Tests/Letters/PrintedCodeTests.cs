using Grains.Letters;

namespace Grains.Tests.Letters;

public sealed class PrintedCodeTests
{
    [Theory]
    [InlineData("7K4Q2-M9XAB", "7K4Q2M9XAB")]
    [InlineData(" 7k4q2 m9xab ", "7K4Q2M9XAB")]
    [InlineData("O1IlL0oABC", "011110 0ABC")]
    [InlineData("7K4Q2M9XA", null)]
    [InlineData("7K4Q2M9XABC", null)]
    [InlineData("7K4Q2M9XAU", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_however_it_is_typed_and_what_can_be_none_is_no_try(string? typed, string? read) =>
        Assert.Equal(read?.Replace(" ", "", StringComparison.Ordinal), PrintedCode.Read(typed));

    [Fact]
    public void What_is_drawn_is_read_as_printed()
    {
        var code = PrintedCode.Of([0, 31, 32, 63, 64, 128, 200, 255, 17, 5, 99]);

        Assert.Equal(code, PrintedCode.Read(PrintedCode.Shown(code)));
    }
}
