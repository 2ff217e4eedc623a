using Grains.CoreSystem;

namespace Grains.Accounts.Registration;

/// <summary>One screen of a registration.</summary>
public enum RegistrationStep
{
    /// <summary>The company's SIREN alone: known and unknown ones go on alike.</summary>
    Siren = 1,
    Proof,
    Establishments,
    Person,
    Profession,
    Identity,
    Password,
    /// <summary>Nothing but the terms of use; elsewhere they stand on the last screen.</summary>
    Terms,
}

/// <summary>Which screens a portal's policy asks for, and the fields of each, in order.</summary>
public static class RegistrationSteps
{
    public const int MaxLength = 200;
    /// <summary>SIRET of the establishments that were unticked, with spaces between them.</summary>
    public const string Unticked = "masques";
    public const int MaxUnticked = 500;

    public static IReadOnlyList<RegistrationStep> Of(Policy policy)
    {
        List<RegistrationStep> steps = [];
        if (policy.Proof is ProofKind.SirenAndInsurerNumber)
            steps.Add(RegistrationStep.Siren);
        steps.Add(RegistrationStep.Proof);
        if (policy.Proof is ProofKind.SiretAndContract)
            steps.Add(RegistrationStep.Establishments);
        // Of an insured person the referential knows everything, and mails go nowhere else.
        if (policy.Proof is not ProofKind.InsuredPerson)
            steps.AddRange([RegistrationStep.Person, RegistrationStep.Profession]);
        if (policy.IdentityDocument is not IdentityDocumentRule.None)
            steps.Add(RegistrationStep.Identity);
        if (policy.PasswordIsSet is PasswordIsSet.InForm)
            steps.Add(RegistrationStep.Password);
        else if (steps[^1] is not RegistrationStep.Identity)
            steps.Add(RegistrationStep.Terms);
        return steps;
    }

    public static IReadOnlyList<string> Fields(Policy policy, RegistrationStep step) => step switch
    {
        RegistrationStep.Siren => ["siren"],
        RegistrationStep.Proof when policy.Proof is ProofKind.SirenAndInsurerNumber => ["numeroEntreprise"],
        RegistrationStep.Proof => CoreSystemProofs.Fields(policy.Proof),
        RegistrationStep.Establishments => [Unticked],
        RegistrationStep.Person => ["nom", "prenom", "naissance"],
        RegistrationStep.Profession when policy.Proof is ProofKind.SiretAndContract => ["telephone", "courriel"],
        RegistrationStep.Profession => ["fonction", "telephone", "courriel"],
        RegistrationStep.Identity => ["piece"],
        _ => [],
    };

    public static IEnumerable<string> AllFields(Policy policy) => Of(policy).SelectMany(s => Fields(policy, s)).Append("boite");
}
