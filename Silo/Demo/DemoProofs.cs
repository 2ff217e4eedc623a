using Grains.Accounts;

namespace Silo.Demo;

/// <summary>What an applicant may type to register at a portal of the demo.</summary>
/// <param name="Said">By the names of the referential's fields.</param>
/// <param name="Waits">The company has an administrator already: the applicant waits for this one's answer.</param>
public sealed record DemoProof(string Portal, ProofKind Kind, IReadOnlyDictionary<string, string> Said, DemoPerson? Waits = null)
{
    public static IReadOnlyList<DemoProof> All { get; } =
    [
        new("entreprise", ProofKind.SiretAndContract, Of(("siret", "60412873600013"), ("contrat", "SA2019212"))),
        new("particulier", ProofKind.InsuredPerson, Of(("numeroClient", "10482213"), ("nom", "Delorvaine"), ("prenom", "Maïté"), ("naissance", "17/03/1984"))),
        new("representant", ProofKind.SirenAndContract, Of(("siren", "718305626"), ("contrat", "SA2019265"))),
        new("employeur", ProofKind.PersonNumber, Of(("numeroPersonne", "P4400396"))),
        new("multi-siren", ProofKind.SirenAndInsurerNumber, Of(("siren", "491377206"), ("numeroEntreprise", "701059"))),
        new("multi-siren", ProofKind.SirenAndInsurerNumber, Of(("siren", DemoPeople.Brumont.Siren), ("numeroEntreprise", "700100")), DemoPeople.Nora),
    ];

    private static Dictionary<string, string> Of(params (string Field, string Value)[] said) => said.ToDictionary(s => s.Field, s => s.Value);
}
