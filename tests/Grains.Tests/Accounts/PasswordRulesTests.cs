using Grains.Accounts;
using Grains.Accounts.Passwords;

namespace Grains.Tests.Accounts;

/// <summary>Rows A1 and A3, and the preset with classes.</summary>
public sealed class PasswordRulesTests
{
    private static readonly string[] Known = ["Orvane", "Nora", "Vasselin", "nora.vasselin@ateliers-brumont.example", "812345676"];

    [Theory]
    [InlineData("onze-caract", PasswordFault.TooShort)]
    [InlineData("😀😁😂🤣😃😄😅😆😉😊😋😎", null)]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀", null)]
    [InlineData("Azertyuiop123", PasswordFault.Common)]
    [InlineData("Password2026!!", PasswordFault.Common)]
    [InlineData("motdepassemotdepasse", PasswordFault.Common)]
    [InlineData("123456789123456789", PasswordFault.Common)]
    [InlineData("111111111111", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaaaa", PasswordFault.Common)]
    [InlineData("Orvane-2026!!", PasswordFault.OwnWords)]
    [InlineData("NoraVasselin1984", PasswordFault.OwnWords)]
    [InlineData("nora.vasselin@ateliers-brumont.example", PasswordFault.OwnWords)]
    [InlineData("mon-siren-812345676-ici", PasswordFault.OwnWords)]
    [InlineData("Verger-Calme-1789", null)]
    [InlineData("quatre chevaux sous la pluie", null)]
    [InlineData("Nora aime les quatre chevaux", null)]
    public void A1_A3_Length_in_code_points_common_and_own_words(string password, PasswordFault? expected) =>
        Assert.Equal(expected is { } fault ? [fault] : [], PasswordRules.Faults(password, new Policy(), Known));

    [Theory]
    [InlineData("verger calme", PasswordFault.TooFewClasses)]
    [InlineData("Verger calme", null)]
    [InlineData("verger-calme-1789", null)]
    [InlineData("Verger-Calme-1789-Verger-Calmes", PasswordFault.TooLong)]
    public void The_insured_persons_portal_asks_for_three_classes_and_thirty_characters_at_most(string password, PasswordFault? expected) =>
        Assert.Equal(expected is { } fault ? [fault] : [], PasswordRules.Faults(password, new Policy { PasswordMax = 30, PasswordClasses = 3 }, []));

    [Theory]
    [InlineData("nora", new[] { PasswordFault.TooShort, PasswordFault.TooFewClasses, PasswordFault.OwnWords })]
    [InlineData("azerty", new[] { PasswordFault.TooShort, PasswordFault.TooFewClasses, PasswordFault.Common })]
    [InlineData("", new[] { PasswordFault.TooShort })]
    public void All_that_is_wrong_is_told_at_once(string password, PasswordFault[] expected) =>
        Assert.Equal(expected, PasswordRules.Faults(password, new Policy { PasswordClasses = 3 }, Known));

    [Fact]
    public void Characters_128_are_whole_and_one_more_is_refused()
    {
        var longest = string.Concat(Enumerable.Repeat("Verger Calme ! ", 9))[..128];

        Assert.Empty(PasswordRules.Faults(longest, new Policy(), Known));
        Assert.Equal([PasswordFault.TooLong], PasswordRules.Faults(longest + "x", new Policy(), Known));
    }
}
