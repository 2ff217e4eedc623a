using Web.Shared;

namespace Web.Tests.Shared;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData("un\r\ndeux", "un\ndeux")]
    [InlineData("un\vdeux", "un\ndeux")]
    [InlineData("un\u2028deux\u2029trois", "un\ndeux\ntrois")]
    [InlineData("un\u0085deux\ftrois\rquatre", "un\ndeux\ntrois\nquatre")]
    [InlineData("un\0deux", "undeux")]
    [InlineData(null, "")]
    public void B74_Every_line_separator_is_a_line_break(string? sent, string kept) => Assert.Equal(kept, TypedText.Of(sent));
}
