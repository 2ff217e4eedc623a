using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Web.Accounts.Registration;

namespace Web.Tests.Accounts;

/// <summary>How far somebody is in a registration and what a step lacks, without a server.</summary>
public sealed class RegistrationWizardTests
{
    private const string Terms = "2026-1";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new() { Proof = ProofKind.SiretAndContract, PasswordIsSet = PasswordIsSet.InForm };
    private static readonly ProvenFacts Proven = new("812345676", "Maison", "Lyon", 2, "", "", "", null, "", "");
    private static readonly Dictionary<string, string> Complete = new()
    {
        ["siret"] = "81234567600017", ["contrat"] = "C1", ["nom"] = "Torvalec", ["prenom"] = "Inès", ["naissance"] = "04/12/1980",
        ["telephone"] = "06 39 98 00 10", ["courriel"] = "ines@maison.example",
    };

    [Fact]
    public void First_step_that_lacks_something_is_reached()
    {
        Assert.Equal(1, new RegistrationWizard(Policy, null, Now).Reached);
        Assert.Equal(1, Wizard(Complete, null).Reached);
        Assert.Equal(4, Wizard(Without("courriel"), Proven).Reached);
        Assert.Equal(3, Wizard(Without("nom"), Proven).Reached);
        Assert.Equal(5, Wizard(Complete, Proven).Reached);
        Assert.Equal(6, Wizard([], null, sentTo: "i•••@maison.example").Reached);
    }

    [Theory]
    [InlineData("81234567600017", false)]
    [InlineData("81234567600017 81234567600025", true)]
    public void One_establishment_at_least_stays_ticked(string unticked, bool faulty) =>
        Assert.Equal(faulty,
            Faults(Wizard(Complete, Proven), RegistrationStep.Establishments, (RegistrationSteps.Unticked, unticked)).Contains("etablissements"));

    [Fact]
    public void Document_is_a_file_and_the_last_step_accepts_the_terms_in_force()
    {
        var policy = Policy with { PasswordIsSet = PasswordIsSet.ByLink, IdentityDocument = IdentityDocumentRule.Restrict };
        var wizard = new RegistrationWizard(policy, Wizard(Complete, Proven).Kept, Now);

        Assert.Equal(["files", "conditions"], Faults(wizard, RegistrationStep.Identity, ("piece", "2")));
    }

    [Fact]
    public void Password_and_terms_are_told_together_in_the_order_of_the_screen()
    {
        var wizard = Wizard(Complete, Proven);

        Assert.Equal(["password", "conditions"], wizard.Faults(5, Page(), [new("password", "")], "2025-1", Terms).Select(f => f.Field));
        Assert.Empty(wizard.Faults(5, Page(), [], Terms, Terms));
    }

    [Fact]
    public void What_the_page_says_comes_before_what_was_kept() =>
        Assert.Equal(("Autre", "Inès"),
            (Wizard(Complete, Proven).With(Page(("nom", "Autre")))["nom"], Wizard(Complete, Proven).With(Page(("nom", "Autre")))["prenom"]));

    private static RegistrationWizard Wizard(Dictionary<string, string> fields, ProvenFacts? proven, string sentTo = "") =>
        new(Policy, new RegistrationView("p", fields, proven, Array.Empty<Attachment>(), sentTo), Now);

    private static Dictionary<string, string> Without(string field) => Complete.Where(f => f.Key != field).ToDictionary();

    private static RegistrationPage Page(params (string Name, string Value)[] fields) => new(fields.ToDictionary(f => f.Name, f => f.Value), []);

    private static List<string> Faults(RegistrationWizard wizard, RegistrationStep step, (string, string) typed) =>
        [.. wizard.Faults(wizard.NumberOf(step), Page(typed), [], null, Terms).Select(f => f.Field)];
}
