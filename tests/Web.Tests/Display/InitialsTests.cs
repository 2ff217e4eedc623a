using Web.Display;

namespace Web.Tests.Display;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("Nora Vasselin", "NV")]
    [InlineData("Jean-Baptiste d’Arzay Lévêque", "JL")]
    [InlineData("nora", "N")]
    [InlineData("😀 Nora", "😀N")]
    [InlineData("👩‍💻Nora Vasselin", "👩‍💻V")]
    [InlineData("E\u0301lodie Duprez", "E\u0301D")]
    [InlineData("𝒩ora 𝒱asselin", "𝒩𝒱")]
    [InlineData("", "")]
    public void B38_Initials_are_whole_characters(string name, string initials) => Assert.Equal(initials, French.Initials(name));
}
