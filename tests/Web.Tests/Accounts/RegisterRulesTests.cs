using Grains.Accounts;
using Grains.Accounts.Registration;
using Web.Accounts;
using Web.Accounts.Registration;

namespace Web.Tests.Accounts;

public sealed class RegisterRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ProofKind.SiretAndContract, PasswordIsSet.InForm, IdentityDocumentRule.None, "Proof Establishments Person Profession Password")]
    [InlineData(ProofKind.InsuredPerson, PasswordIsSet.ByLink, IdentityDocumentRule.None, "Proof Terms")]
    [InlineData(ProofKind.SirenAndContract, PasswordIsSet.ByLink, IdentityDocumentRule.Restrict, "Proof Person Profession Identity")]
    [InlineData(ProofKind.PersonNumber, PasswordIsSet.ByLink, IdentityDocumentRule.None, "Proof Person Profession Terms")]
    [InlineData(ProofKind.SirenAndInsurerNumber, PasswordIsSet.InForm, IdentityDocumentRule.None, "Siren Proof Person Profession Password")]
    public void Steps_come_from_the_policy(ProofKind proof, PasswordIsSet password, IdentityDocumentRule identity, string steps) =>
        Assert.Equal(steps, string.Join(' ', RegistrationSteps.Of(new Policy { Proof = proof, PasswordIsSet = password, IdentityDocument = identity })));

    [Theory]
    [InlineData("contact@maison.example", true)]
    [InlineData("RH@maison.example", true)]
    [InlineData("compta.paris@maison.example", true)]
    [InlineData("comptabilité@maison.example", true)]
    [InlineData("info@maison.example", true)]
    [InlineData("ines.torvalec@maison.example", false)]
    [InlineData("rhea@maison.example", false)]
    [InlineData("contacter@maison.example", false)]
    public void Shared_mailboxes(string email, bool shared) => Assert.Equal(shared, RegisterRules.IsShared(email));

    [Theory]
    [InlineData("naissance", "04/12/1980", true)]
    [InlineData("naissance", "31/02/1980", false)]
    [InlineData("naissance", "04/12/2020", false)]
    [InlineData("naissance", "04/12/1880", false)]
    [InlineData("naissance", "", false)]
    [InlineData("nom", "d’Œuvrard-Lévêque", true)]
    [InlineData("nom", "   ", false)]
    [InlineData("prenom", "https://evil.example/gagnez", false)]
    [InlineData("prenom", "0612345678", false)]
    [InlineData("prenom", "Jean-Baptiste", true)]
    public void Fields_of_the_person(string field, string typed, bool right) => Assert.Equal(right, IsRight(RegistrationStep.Person, field, typed));

    [Theory]
    [InlineData("telephone", "06 39 98 00 10", true)]
    [InlineData("telephone", "+33 (0)6 39 98 00 10", true)]
    [InlineData("telephone", "01.02.03.04.05", true)]
    [InlineData("telephone", "\u202d06 39 98 00 10\u202c", true)]
    [InlineData("telephone", "+32 2 123 45 67", true)]
    [InlineData("telephone", "06 12 34 56 789", false)]
    [InlineData("telephone", "0000000000", false)]
    [InlineData("telephone", "++++0612345678", false)]
    [InlineData("telephone", "06 39 98", false)]
    [InlineData("telephone", "appelez-moi 0639980010", false)]
    [InlineData("courriel", "ines@maison.example", true)]
    [InlineData("courriel", "ines@maison.example.", true)]
    [InlineData("courriel", "ines@[127.0.0.1]", false)]
    [InlineData("courriel", "ines@maison", false)]
    [InlineData("courriel", "ines", false)]
    [InlineData("courriel", "Inès <ines@maison.example>", false)]
    [InlineData("courriel", "ines@maison.example, autre@maison.example", false)]
    [InlineData("courriel", "ines\u202f@maison.example", false)]
    public void Fields_of_the_profession(string field, string typed, bool right) => Assert.Equal(right, IsRight(RegistrationStep.Profession, field, typed));

    [Theory]
    [InlineData("siret", "812 345 676 00017", true)]
    [InlineData("siret", "812 345 676 00018", false)]
    // What only the insurer knows has no shape to be told.
    [InlineData("contrat", "n'importe quoi", true)]
    public void Fields_of_the_proof(string field, string typed, bool right) => Assert.Equal(right, IsRight(RegistrationStep.Proof, field, typed));

    [Fact]
    public void Endless_text_is_refused() => Assert.False(IsRight(RegistrationStep.Person, "nom", new string('x', 201)));

    private static bool IsRight(RegistrationStep step, string field, string typed) =>
        RegisterRules.Faults(new Policy { Proof = ProofKind.SiretAndContract }, step, new Dictionary<string, string> { [field] = typed }, Now)
            .All(f => f.Field != field);
}
