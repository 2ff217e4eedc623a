using Grains.Contracts;

namespace Grains.Tests.Contracts;

public sealed class ContactChoiceTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly IReadOnlyList<ContactCard> Cards =
    [
        new("ines", "Relation entreprises", "Inès Roquefeuil-Dambre"),
        new("paul", "Santé", "Paul Vernissac"),
        new("loin", "Prévoyance", "Aude Sarpolet", Absence: new(new(2026, 11, 20), new(2026, 12, 5), "ines")),
        new("equipe", "Gestion santé") { Universes = ["health"] },
    ];

    [Theory]
    [InlineData("health", "paul")]
    [InlineData("provident", "ines")]
    [InlineData("retirement", "ines")]
    public void Card_of_the_universe_comes_before_the_company_s_for_all(string universe, string card) =>
        Assert.Equal(card, Choose(universe, new("all", "ines"), new("health", "paul"))?.Card.Id);

    [Fact]
    public void Without_a_card_of_its_own_a_company_turns_to_the_team()
    {
        Assert.Equal("equipe", Choose("health")?.Card.Id);
        Assert.Null(Choose("provident"));
        Assert.Equal("equipe", Choose("health", new DedicatedContact("health", "paul", To: new(2026, 11, 27)))?.Card.Id);
    }

    [Fact]
    public void Who_is_absent_is_replaced_until_their_return()
    {
        var chosen = Choose("provident", new DedicatedContact("provident", "loin"))!;

        Assert.Equal(("ines", "loin", new DateOnly(2026, 12, 5)), (chosen.Card.Id, chosen.Replaces?.Id, chosen.Until));
        Assert.Equal("loin", ContactChoice.Choose("provident", [new("provident", "loin")], Cards, new(2026, 12, 6))?.Card.Id);
    }

    private static ChosenContact? Choose(string universe, params DedicatedContact[] dedicated) => ContactChoice.Choose(universe, dedicated, Cards, Today);
}
