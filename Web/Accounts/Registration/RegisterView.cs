using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.CoreSystem;
using Grains.Interfaces.Accounts;
using Web.Accounts.Profile;
using Web.Portals;

namespace Web.Accounts.Registration;

public enum RegisterNotice
{
    None = 0,
    WrongProof,
    TooMany,
    /// <summary>The address looks like one that several people read.</summary>
    Shared,
    Taken,
    Over,
    Resent,
}

/// <summary>One screen of a registration as it is drawn.</summary>
/// <param name="Number">From 1; beyond the last step: the mail is sent.</param>
/// <param name="Reached">The first step that is not complete: none beyond it may be opened.</param>
public sealed record RegisterView(
    Portal Portal, Policy Policy, IReadOnlyList<RegistrationStep> Steps, int Number, int Reached, RegistrationView? Kept, IReadOnlyDictionary<string,
        string> Fields)
{
    public IReadOnlyList<RegisterFault> Faults { get; init; } = [];

    public IReadOnlyList<string> FileFaults { get; init; } = [];

    public RegisterNotice Notice { get; init; }

    public IReadOnlyList<Establishment> Establishments { get; init; } = [];

    public string TermsVersion { get; init; } = "";

    /// <summary>In the form that is drawn again, something else being wrong: kept nowhere.</summary>
    public bool HasAccepted { get; init; }

    /// <summary>Where mails come from.</summary>
    public string Sender { get; init; } = "";

    /// <summary>With the mail that ends it.</summary>
    public int Total => Steps.Count + 1;

    public bool IsSent => Number > Steps.Count;

    public bool IsLast => Number == Steps.Count;

    public RegistrationStep Step => Steps[Number - 1];

    public ProvenFacts? Proven => Kept?.Proven;

    /// <summary>An insured person whose mails could go nowhere.</summary>
    public bool HasNoAddress => Policy.Proof is ProofKind.InsuredPerson && Proven is { Email.Length: 0 };

    public string Path => $"/{Portal.Slug}/inscription";

    public string Address(int step) => $"{Path}?etape={step}";

    public string Answer(string field) => Fields.GetValueOrDefault(field, "");

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;

    public PasswordFields Password => new(Policy, Answer("courriel"), [.. Faults.Where(f => f.IsPassword).Select(f => new FieldFault(f.Field, f.Sentence))]);

    public IEnumerable<RegisterField> CurrentFields => RegistrationSteps.Fields(Policy, Step).Select(RegisterFields.Find);

    public bool IsUnticked(string siret) => Answer(RegistrationSteps.Unticked).Contains(siret, StringComparison.Ordinal);

    public string SendLabel => Policy.Proof is ProofKind.SiretAndContract ? RegisterTexts.CreateSpace : RegisterTexts.CreateAccount;

    public string NameOf(RegistrationStep step) => step switch
    {
        RegistrationStep.Siren => RegisterTexts.StepSiren,
        RegistrationStep.Proof => Policy.Proof is ProofKind.SirenAndInsurerNumber ? RegisterTexts.StepCertification : RegisterTexts.StepProof,
        RegistrationStep.Establishments => RegisterTexts.StepEstablishments,
        RegistrationStep.Person => RegisterTexts.StepPerson,
        RegistrationStep.Profession => RegisterTexts.StepProfession,
        RegistrationStep.Identity => RegisterTexts.StepIdentity,
        RegistrationStep.Password => RegisterTexts.StepPassword,
        _ => RegisterTexts.StepTerms,
    };

    public string Lead => Step switch
    {
        RegistrationStep.Siren => RegisterTexts.LeadSiren,
        RegistrationStep.Proof => Policy.Proof switch
        {
            ProofKind.SiretAndContract => RegisterTexts.LeadSiret,
            ProofKind.InsuredPerson => RegisterTexts.LeadInsured,
            ProofKind.SirenAndContract => RegisterTexts.LeadSirenContract,
            ProofKind.PersonNumber => RegisterTexts.LeadPersonNumber,
            _ => RegisterTexts.LeadCertification,
        },
        RegistrationStep.Establishments => RegisterTexts.LeadEstablishments,
        RegistrationStep.Person => RegisterTexts.LeadPerson,
        RegistrationStep.Profession => RegisterTexts.LeadProfession,
        RegistrationStep.Identity => RegisterTexts.LeadIdentity,
        RegistrationStep.Password => RegisterTexts.LeadPassword,
        _ => RegisterTexts.LeadTerms,
    };
}
