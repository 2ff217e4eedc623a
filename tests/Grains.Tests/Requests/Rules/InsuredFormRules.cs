using Grains.Contracts;
using Grains.Requests.Forms;

namespace Grains.Tests.Requests.Rules;

/// <summary>What insured people ask for themselves, rule by rule.</summary>
public sealed class InsuredFormRules
{
    private const string Own = "prenom=Samir; nom=Benmarouk; courriel=samir@exemple.fr; @insured.everybody=Samir Benmarouk,Lina Benmarouk; @insured.from=01/01/2020";

    private static readonly FormRule Card = new("attestation-droits", Own, "document=carte");
    private static readonly FormRule Joiner = new(
        "beneficiaire", Own, "lien=enfant; civilite=madame; benef_nom=Benmarouk; benef_prenom=Zoé; benef_naissance=01/10/2026; date=01/10/2026; deja_couvert=non; accord=accepte");

    private static readonly FormRule Care = new(
        "remboursement", Own, "soins=1; soins.1.soin_personne=Lina Benmarouk; soins.1.soin_date=20/11/2026; soins.1.soin_nature=consultation; soins.1.soin_paye=25; soins.1.soin_part=17,50");

    private static readonly FormRule Address = new("adresse", Own, "voie=12 rue du Verger; code_postal=75116; commune=Paris; depuis=01/12/2026");

    [Theory]
    [InlineData("", "sent | personnes=Samir Benmarouk,Lina Benmarouk | annee=2026 | envoi=pdf")]
    [InlineData("annee=2027", "!annee Année\u00a0: entre 2026 et 2026.")]
    [InlineData("annee=26", "!annee Malformed")]
    [InlineData("personnes=Lina Benmarouk", "sent")]
    [InlineData("personnes=Lina Benmarouk,Zoé Lasbleiz", "!personnes Unknown")]
    [InlineData("@insured.until=31/10/2026", "!document Votre couverture a pris fin le 31/10/2026\u00a0: plus aucune attestation ne peut être faite.")]
    [InlineData("@insured.until=25/11/2026", "sent")]
    public void Card_says(string changes, string expected) => Card.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | effet=01/10/2026 | +acte-naissance | ~droits | -scolarite")]
    [InlineData("lien=conjoint", "sent | effet=01/12/2026 | +acte-mariage")]
    [InlineData("lien=pacs", "+pacs")]
    [InlineData("lien=concubin", "+adresse-commune")]
    [InlineData("lien=conjoint; @insured.partner=oui", "!lien Un conjoint, partenaire ou concubin est déjà couvert\u00a0: signalez d’abord un changement de situation.")]
    [InlineData("@insured.partner=oui", "sent")]
    [InlineData("benef_naissance=24/11/1999", "sent | ?benef_naissance Il a plus de 26\u00a0ans\u00a0: sauf handicap, le contrat peut ne pas le couvrir. | ~scolarite")]
    [InlineData("@insured.isThere=oui", "!benef_prenom Cette personne est déjà couverte.")]
    [InlineData("accord=", "!accord Missing")]
    [InlineData("benef_nir=1850578006084 91; benef_naissance=04/05/1985", "?benef_nir Il ne correspond pas à la civilité\u00a0: vérifiez l’une et l’autre.")]
    [InlineData("benef_nir=1850578006084 92", "!benef_nir Key")]
    public void Joiner_says(string changes, string expected) => Joiner.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | +decompte | -facture")]
    [InlineData("soins.1.soin_part=30", "!soins.1.soin_part La part de la Sécurité sociale dépasse ce qui a été payé.")]
    [InlineData("soins.1.soin_date=26/11/2026", "!soins.1.soin_date Future")]
    [InlineData("soins.1.soin_date=20/11/2024", "sent | ?soins.1.soin_date Plus de 2\u00a0ans\u00a0: le remboursement peut être refusé.")]
    [InlineData("soins.1.soin_date=25/11/2024", "sent")]
    [InlineData("soins.1.soin_date=31/12/2019", "!soins.1.soin_date Vous n’étiez pas couvert le 31/12/2019.")]
    [InlineData("@insured.until=31/10/2026", "!soins.1.soin_date Vous n’étiez pas couvert le 20/11/2026.")]
    [InlineData("@insured.frozenFrom=01/11/2026; @insured.frozenTo=30/11/2026", "!soins.1.soin_date Vous n’étiez pas couvert le 20/11/2026.")]
    [InlineData("soins.1.soin_rembourse=non", "sent | -decompte | +facture | soins.1.soin_part=")]
    [InlineData("soins.1.soin_nature=optique", "sent | +decompte | +facture")]
    [InlineData("soins.1.soin_personne=Zoé Lasbleiz", "!soins.1.soin_personne Unknown")]
    [InlineData("soins.1.soin_paye=0", "!soins.1.soin_paye Range")]
    [InlineData("teletransmis=oui", "sent | ?teletransmis Inutile\u00a0: télétransmis. Le remboursement arrive sans demande.")]
    public void Refund_says(string changes, string expected) => Care.Says(changes, expected);

    [Theory]
    [InlineData("", "sent | pays=France | personnes=Samir Benmarouk,Lina Benmarouk")]
    [InlineData("depuis=24/01/2027", "sent")]
    [InlineData("depuis=23/02/2027", "!depuis Depuis le\u00a0: au plus tard le 24/01/2027.")]
    [InlineData("code_postal=75", "!code_postal Malformed")]
    public void Address_says(string changes, string expected) => Address.Says(changes, expected);

    [Fact]
    public void Facts_tell_of_those_who_are_covered_today()
    {
        var contract = new Contract { Number = "SA1", Universe = Universe.Health, End = new DateOnly(2026, 12, 31), SuspendedFrom = new DateOnly(2026, 11, 1), SuspendedTo = new DateOnly(2026, 11, 15) };
        var cover = new InsuredCover(
            [new InsuredContract(new Adhesion("SA1", new DateOnly(2020, 1, 1)), contract, "", [])],
            [
                new Beneficiary(1, "conjoint", "Benmarouk", "Lina", new DateOnly(1990, 3, 2), new DateOnly(2020, 1, 1)),
                new Beneficiary(3, "enfant", "Benmarouk", "Noé", new DateOnly(2015, 3, 2), new DateOnly(2020, 1, 1)),
                new Beneficiary(2, "enfant", "Benmarouk", "Adam", new DateOnly(2005, 3, 2), new DateOnly(2020, 1, 1), Limit: new DateOnly(2026, 8, 31)),
            ]);

        var facts = InsuredFacts.Of(
            cover, "Samir Benmarouk", new Dictionary<string, string> { ["benef_prenom"] = "LINA", ["benef_nom"] = "benmarouk", ["benef_naissance"] = "02/03/1990" }, new DateOnly(2026, 11, 25));

        // Of an adult the first name alone; of who is covered no more, nothing.
        Assert.Equal(["Samir Benmarouk", "Lina", "Noé Benmarouk"], facts.People.Select(p => p.Label));
        Assert.Equal(
            (true, true, new DateOnly(2020, 1, 1), new DateOnly(2026, 12, 31)),
            (facts.Values["insured.partner"], facts.Values["insured.isThere"], facts.Values["insured.from"], facts.Values["insured.until"]));
        Assert.Equal((new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 15)), (facts.Values["insured.frozenFrom"], facts.Values["insured.frozenTo"]));
    }
}
