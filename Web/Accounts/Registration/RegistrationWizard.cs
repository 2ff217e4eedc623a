using Grains.Accounts;
using Grains.Accounts.Registration;
using Grains.Interfaces.Accounts;

namespace Web.Accounts.Registration;

/// <summary>Where an applicant stands in a portal's registration, and what a step of theirs lacks. Steps are numbered from 1.</summary>
/// <param name="Kept">What they have typed and proven so far; null when nothing was begun, or its day is over.</param>
public sealed record RegistrationWizard(Policy Policy, RegistrationView? Kept, DateTimeOffset Now)
{
    private const int SiretLength = 14;

    public IReadOnlyList<RegistrationStep> Steps => RegistrationSteps.Of(Policy);

    /// <summary>The first step that something is missing of; one more than there are when the mail is sent.</summary>
    public int Reached => Kept is null ? 1
        : Kept.SentTo.Length > 0 ? Steps.Count + 1
        : Steps.TakeWhile((step, i) => i < Steps.Count - 1 && IsDone(step)).Count() + 1;

    public int NumberOf(RegistrationStep step) => Steps.ToList().IndexOf(step) + 1;

    /// <summary>What was kept, with what the page says now.</summary>
    public IReadOnlyDictionary<string, string> With(RegistrationPage page)
    {
        var all = Kept?.Fields.ToDictionary() ?? [];
        foreach (var (name, value) in page.Fields)
            all[name] = value;
        return all;
    }

    /// <summary>What keeps an applicant from going on from a step, in the order of its screen.</summary>
    /// <param name="ofPassword">Faults of the password, which is kept nowhere.</param>
    /// <param name="accepted">Version of the terms of use that was accepted on the last screen.</param>
    /// <param name="terms">The version in force.</param>
    public IReadOnlyList<RegisterFault> Faults(int number, RegistrationPage page, IEnumerable<RegisterFault> ofPassword, string? accepted, string terms)
    {
        var (step, fields) = (Steps[number - 1], With(page));
        var faults = RegisterRules.Faults(Policy, step, fields, Now).ToList();
        if (step is RegistrationStep.Establishments
            && fields.GetValueOrDefault(RegistrationSteps.Unticked, "").Length >= ((SiretLength + 1) * (Kept?.Proven?.Establishments ?? 0)) - 1)
            faults.Add(new("etablissements", RegisterTexts.EstablishmentsFault));
        if (step is RegistrationStep.Identity && Kept is not { Files.Count: > 0 })
            faults.Add(new("files", RegisterTexts.FilesFault));
        faults.AddRange(ofPassword);
        if (number == Steps.Count && accepted != terms)
            faults.Add(new("conditions", RegisterTexts.TermsFault));
        return faults;
    }

    private bool IsDone(RegistrationStep step) =>
        step is RegistrationStep.Proof ? Kept!.Proven is not null : !RegisterRules.Faults(Policy, step, Kept!.Fields, Now).Any();
}
