namespace Grains.Tests.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("nora@maison.example")]
    [InlineData("NORA@Maison.Example")]
    [InlineData("  nora@maison.example\t")]
    [InlineData("\u00a0nora@maison.example\u2003")]
    [InlineData("ｎｏｒａ＠ｍａｉｓｏｎ．ｅｘａｍｐｌｅ")]
    public void Spellings_of_one_address_are_one(string typed) => Assert.Equal("nora@maison.example", EmailAddress.Fold(typed));

    [Fact]
    public void Composed_and_decomposed_accents_are_one() => Assert.Equal(EmailAddress.Fold("hélène@maison.example"), EmailAddress.Fold("he\u0301le\u0300ne@maison.example"));

    // The framework refuses to compose it; it comes with a form like any other character.
    [Fact]
    public void What_is_no_character_is_no_failure() => Assert.NotEqual("nora@maison.example", EmailAddress.Fold("nora@maison.example\ufffe"));

    [Theory]
    [InlineData("nora+a@maison.example")]
    [InlineData("n.ora@maison.example")]
    [InlineData("nora@maison.example.")]
    public void Other_mailboxes_stay_others(string typed) => Assert.NotEqual("nora@maison.example", EmailAddress.Fold(typed));

    [Theory]
    [InlineData("nora@maison.example", "n•••@maison.example")]
    [InlineData("@maison.example", "•••")]
    [InlineData("nora", "•••")]
    [InlineData("", "•••")]
    public void Shown_address_hides_its_name(string email, string shown) => Assert.Equal(shown, EmailAddress.Mask(email));
}
