using Grains.Accounts;
using Grains.Text;

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

    [Theory]
    [InlineData("no\u200bra@maison.example")]
    [InlineData("nora@mai\u00adson.example")]
    [InlineData("\u202dnora@maison.example\u202c")]
    public void B26_Invisible_characters_make_no_second_account(string typed)
    {
        Assert.Equal("nora@maison.example", EmailAddress.Fold(typed));
        Assert.Equal("nora@maison.example", EmailAddress.Kept(typed));
    }

    [Fact]
    public void B27_Dot_that_ends_a_domain_makes_no_second_account()
    {
        Assert.Equal("jean@exemple.example", EmailAddress.Fold("jean@exemple.example."));
        Assert.Equal("jean@exemple.example", EmailAddress.Kept("jean@exemple.example."));
        Assert.Null(EmailAddress.Check("jean@exemple.example."));
    }

    public static TheoryData<string, EmailFault?> Addresses => new()
    {
        { "jean@exemple.example", null },
        { $"jean@{new string('a', 63)}.example", null },
        { $"jean@{new string('a', 64)}.example", EmailFault.TooLong },
        { $"{new string('a', 64)}@exemple.example", null },
        { $"{new string('a', 65)}@exemple.example", EmailFault.TooLong },
        { $"jean@{string.Join('.', Enumerable.Repeat("abcdefghi", 26))}", EmailFault.TooLong },
        { "jean@[127.0.0.1]", EmailFault.NoDomain },
        { "jean@127.0.0.1", EmailFault.NoDomain },
        { "jean@[IPv6:::1]", EmailFault.NoDomain },
        { "jean", EmailFault.Malformed },
        { "jean@localhost", EmailFault.Malformed },
        { "jean@exemple..example", EmailFault.Malformed },
        { "jean@-exemple.example", EmailFault.Malformed },
        { "jean marc@exemple.example", EmailFault.Malformed },
        { "Jean <jean@exemple.example>", EmailFault.Malformed },
        { "jean@a.example, paul@b.example", EmailFault.Malformed },
        { "@exemple.example", EmailFault.Malformed },
        { "jean@exemplé.example", null },
        { "jérôme@exemple.example", null },
        { "", EmailFault.Malformed },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void B27_Address_that_no_mail_reaches_is_refused_with_its_reason(string typed, EmailFault? fault) => Assert.Equal(fault, EmailAddress.Check(typed));

    [Fact]
    public void Composed_and_decomposed_accents_are_one() =>
        Assert.Equal(EmailAddress.Fold("hélène@maison.example"), EmailAddress.Fold("he\u0301le\u0300ne@maison.example"));

    // The framework refuses to compose it; it comes with a form like any other character.
    [Fact]
    public void What_is_no_character_is_no_failure() => Assert.NotEqual("nora@maison.example", EmailAddress.Fold("nora@maison.example\ufffe"));

    [Theory]
    [InlineData("nora+a@maison.example")]
    [InlineData("n.ora@maison.example")]
    public void Other_mailboxes_stay_others(string typed) => Assert.NotEqual("nora@maison.example", EmailAddress.Fold(typed));

    [Theory]
    [InlineData("nora@maison.example", "n•••@maison.example")]
    [InlineData("@maison.example", "•••")]
    [InlineData("nora", "•••")]
    [InlineData("", "•••")]
    public void Shown_address_hides_its_name(string email, string shown) => Assert.Equal(shown, EmailAddress.Mask(email));
}
