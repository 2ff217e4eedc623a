using Grains.Clients;

namespace Grains.Tests.Clients;

public sealed class ClientSearchTests
{
    [Theory]
    [InlineData("812 345 676", "812345676")]
    [InlineData("812.345.676-00017", "81234567600017 812345676")]
    [InlineData("06 39 98 00 47", "0639980047 33639980047")]
    [InlineData("+33 6 39 98 00 47", "33639980047 0639980047")]
    [InlineData("SA 2019000", "sa2019000")]
    [InlineData("R-4821-7730", "r48217730")]
    [InlineData("2026-000003", "2026000003")]
    [InlineData("7", "")]
    public void Number_in_any_spelling_is_one_word_with_its_readings(string typed, string readings)
    {
        var search = ClientSearch.Of(typed);

        Assert.Empty(search.Words);
        Assert.Equal(readings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), search.Numbers.Order());
    }

    [Theory]
    [InlineData("Éléonore  NGASSAM", "eleonore ngassam")]
    [InlineData("d’Arzay", "arzay")]
    [InlineData("Nora.Vasselin@Ateliers-Brumont.example", "nora.vasselin@ateliers-brumont.example")]
    [InlineData("nora.vasselin@at", "nora.vasselin@at")]
    [InlineData("Nora Vasselin <nora@brumont.example>", "nora@brumont.example vasselin nora")]
    [InlineData("@ateliers-brumont.example", "ateliers brumont example")]
    [InlineData("", "")]
    [InlineData(" é ", "")]
    public void Words_of_a_name_are_folded_the_longest_first_and_an_address_is_one_word_before_them(string typed, string words)
    {
        var search = ClientSearch.Of(typed);

        Assert.Empty(search.Numbers);
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), search.Words);
    }
}
