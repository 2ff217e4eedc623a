using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Grains.Requests.Routing;

namespace Grains.Tests.Requests.Routing;

/// <summary>Which rule decides.</summary>
public sealed class RoutingRulesTests
{
    private const string Brumont = "812345676";
    private static readonly FormCatalogue Forms = new();

    [Theory]
    [InlineData("contact", "sante", "remboursements", Brumont, "one")]
    [InlineData("contact", "sante", "remboursements", "999999999", "two")]
    [InlineData("contact", "sante", "tiers-payant", Brumont, "three")]
    [InlineData("contact", "retraite", "versements", "999999999", null)]
    [InlineData("contact", "retraite", "versements", Brumont, "five")]
    [InlineData("arret-travail", "", "", "999999999", "four")]
    [InlineData("remboursement", "", "", "999999999", "three")]
    // Complaints stay with who answers them, whoever's they are.
    [InlineData("reclamation", "", "", Brumont, null)]
    public void First_rule_that_holds_decides_and_an_empty_condition_holds_for_all(string form, string domain, string theme, string siren, string? team)
    {
        RoutingRule[] rules =
        [
            new("", "sante", "remboursements", Brumont, "one"), new("", "sante", "remboursements", "", "two"), new("", "sante", "", "", "three"),
            new("arret-travail", "", "", "", "four"), new("", "", "", Brumont, "five"),
        ];
        var answers = new Dictionary<string, string> { ["domaine"] = domain, ["theme"] = theme };

        Assert.Equal(team, RoutingRules.TeamOf(rules, Routed.Of(Forms.Find(form)!, answers, $"multi-siren/{siren}")));
    }

    [Fact]
    public void Complaint_goes_where_a_rule_that_names_it_says_and_a_person_has_no_company()
    {
        var (complaint, contact) = (Forms.Find("reclamation")!, Forms.Find("contact-personnel")!);
        var answers = new Dictionary<string, string> { ["domaine"] = "sante" };

        Assert.Equal("direction", RoutingRules.TeamOf([new("reclamation", "", "", "", "direction")], Routed.Of(complaint, answers, $"multi-siren/{Brumont}")));
        Assert.Equal("", Routed.Of(contact, answers, "particulier/@c-nora").Siren);
    }
}
