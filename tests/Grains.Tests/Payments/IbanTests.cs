using Grains.Payments;

namespace Grains.Tests.Payments;

public sealed class IbanTests
{
    [Theory]
    [InlineData("FR1420041010050500013M02606", true)]
    [InlineData("fr14 2004 1010 0505 0001 3m02 606", true)]
    [InlineData("FR7630006000011234567890189", true)]
    [InlineData("FR7630006000011234567890188", false)]
    [InlineData("FR8420041010050500013M02607", false)]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("DE88370400440532013000", false)]
    [InlineData("DE8937040044053201300", false)]
    [InlineData("XX8937040044053201300", false)]
    [InlineData("FR", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_account_number_is_known_by_its_length_and_its_keys(string? typed, bool isOne) => Assert.Equal(isOne, Iban.Read(typed) is not null);

    [Theory]
    [InlineData("20041", "01005", "0500013M026", "06")]
    [InlineData("30006", "00001", "12345678901", "89")]
    public void French_accounts_have_a_key_of_their_own(string bank, string branch, string account, string key) =>
        Assert.Equal(key, RibKey.Of(bank, branch, account));

    [Fact]
    public void Only_the_country_and_the_last_four_are_shown() => Assert.Equal("FR•• •••• 2606", Iban.Mask("FR1420041010050500013M02606"));

    [Theory]
    [InlineData("FR72ZZZ123456", true)]
    [InlineData("FR72ABC123456", true)]
    [InlineData("FR73ZZZ123456", false)]
    [InlineData("FR72ZZZ123457", false)]
    public void A_creditor_s_identifier_is_checked_without_its_business_code(string ics, bool isOne) => Assert.Equal(isOne, Creditor.IsIcs(ics));

    [Theory]
    [InlineData("multi-siren/0123456789abcdef0123456789abcdef")]
    [InlineData("multi-siren/demo_é")]
    public void A_mandate_s_reference_fits_into_what_banks_take(string employee) => Assert.True(MandateReference.IsValid(MandateReference.Of(employee)));

    [Theory]
    [InlineData("AFF 1", false)]
    [InlineData("AFFÉ", false)]
    [InlineData("A/-?:().,'+", true)]
    [InlineData("123456789012345678901234567890123456", false)]
    public void A_mandate_s_reference_has_35_signs_of_few_kinds(string rum, bool isOne) => Assert.Equal(isOne, MandateReference.IsValid(rum));
}
