using Grains.Text;

namespace Grains.Accounts;

public enum FindingSeverity
{
    Info = 1,
    Warning,
    Severe,
    /// <summary>The portal must not start so.</summary>
    Blocking,
}

/// <param name="Code">Stable, for logs and tests.</param>
/// <param name="Sentence">For the back office, in French.</param>
/// <param name="Source">Which text says so.</param>
public sealed record PolicyFinding(FindingSeverity Severity, string Code, string Sentence, string Source);

/// <summary>Measures a portal's policy against CNIL's recommendation on passwords (deliberation 2022-100) and OWASP's ASVS 5.0.</summary>
public static class PolicyLinter
{
    private const string Cnil = "CNIL, délibération 2022-100";
    private const int BitsAlone = 80;
    private const int BitsWithRestriction = 50;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    // The smallest alphabets that one, two, three and all of CNIL's classes (digits 10, lower and upper case 26 each, others 37) can make.
    private static readonly int[] Alphabets = [10, 36, 62, 99];

    /// <summary>
    /// length × log2(alphabet), rounded. Without a rule on classes people may type anything: counted as the 95 printable characters of
    /// ASCII, less than the 99 of CNIL's four classes, so that the shortest allowed length never passes for strong enough alone.
    /// </summary>
    public static int Entropy(int length, int classes) => (int)Math.Round(length * Math.Log2(classes < 2 ? 95 : Alphabets[Math.Min(classes, 4) - 1]));

    public static IReadOnlyList<PolicyFinding> Check(Policy policy) =>
        [.. Passwords(policy), .. Restrictions(policy), .. Links(policy), .. Sessions(policy), .. Questions(policy), .. Addresses(policy)];

    private static IEnumerable<PolicyFinding> Passwords(Policy policy)
    {
        var bits = Entropy(policy.PasswordMin, policy.PasswordClasses);
        var restricted = policy.LockoutFailures > 0 || policy.Channels().Count > 0;
        if (!restricted && bits < BitsAlone)
            yield return new(FindingSeverity.Blocking, "password-alone",
                $"Ni blocage ni code : le mot de passe de {policy.PasswordMin} caractères offre {bits} bits, il en faut {BitsAlone}. Demandez au moins 14 caractères, ou rétablissez le blocage.", Cnil);
        else if (bits < BitsWithRestriction)
            yield return new(FindingSeverity.Blocking, "password-weak",
                $"Le mot de passe de {policy.PasswordMin} caractères offre {bits} bits : il en faut {BitsWithRestriction}, même quand les essais sont limités.",
                    Cnil);
        else if (bits < BitsAlone)
            yield return new(FindingSeverity.Info, "password-restricted",
                $"Le mot de passe de {policy.PasswordMin} caractères offre {bits} bits : conforme parce que les essais sont limités (il en faut {BitsAlone} sans limite, {BitsWithRestriction} avec).", Cnil);
        if (policy.PasswordMax < 64)
            yield return new(FindingSeverity.Warning, "password-maximum",
                $"Les mots de passe de plus de {policy.PasswordMax} caractères sont refusés : 64 au moins devraient être acceptés.", "OWASP ASVS 5.0, 6.2.9");
        if (policy.PasswordClasses > 1)
            yield return new(FindingSeverity.Info, "password-classes",
                $"Le mot de passe doit mêler {policy.PasswordClasses} sortes de caractères : la longueur protège mieux que la composition.",
                    "OWASP ASVS 5.0, 6.2.5");
    }

    private static IEnumerable<PolicyFinding> Restrictions(Policy policy)
    {
        if (policy.LockoutFailures <= 0)
            yield return new(FindingSeverity.Severe, "lockout-off", "Le blocage après échecs est désactivé : rien ne limite les essais de mot de passe.", Cnil);
        else if (policy.LockoutFailures > 10)
            yield return new(FindingSeverity.Warning, "lockout-late",
                $"Le blocage ne vient qu’après {policy.LockoutFailures} échecs : 10 au plus sont recommandés.", Cnil);
        if (policy.Channels().Count == 0)
            yield return new(FindingSeverity.Warning, "code-off", "Aucun canal n’est prévu pour les codes de connexion : le mot de passe protège seul.",
                "OWASP ASVS 5.0, 6.3.3");
    }

    private static IEnumerable<PolicyFinding> Links(Policy policy)
    {
        if (policy.ResetLinkLife > Day)
            yield return new(FindingSeverity.Severe, "reset-link", $"Le lien de réinitialisation est valable {policy.ResetLinkLife.Spell()} : 24 heures au plus.",
                Cnil);
        if (policy.ActivationLinkLife > Day)
            yield return new(FindingSeverity.Warning, "activation-link",
                $"Le lien d’activation est valable {policy.ActivationLinkLife.Spell()} : 24 heures suffisent, il peut être redemandé.", "NIST SP 800-63B-4, 4.2.2");
    }

    private static IEnumerable<PolicyFinding> Sessions(Policy policy)
    {
        if (policy.SessionIdle > TimeSpan.FromMinutes(30))
            yield return new(FindingSeverity.Warning, "session-idle", $"Une session inactive reste ouverte {policy.SessionIdle.Spell()} : 30 minutes au plus.",
                "OWASP ASVS 5.0, 7.3.1");
        if (policy.SessionLife > TimeSpan.FromHours(12))
            yield return new(FindingSeverity.Warning, "session-life", $"Une session dure jusqu’à {policy.SessionLife.Spell()} : 12 heures au plus.",
                "OWASP ASVS 5.0, 7.3.2");
    }

    private static IEnumerable<PolicyFinding> Questions(Policy policy)
    {
        if (policy.SecretQuestions is SecretQuestionRule.Alone)
            yield return new(FindingSeverity.Severe, "secret-questions-alone",
                "Les questions secrètes suffisent à retrouver l’accès : leurs réponses se devinent. Ajoutez un code, ou désactivez-les.",
                    "OWASP ASVS 5.0, 6.4.2");
        else if (policy.SecretQuestions is SecretQuestionRule.WithCode)
            yield return new(FindingSeverity.Warning, "secret-questions", "Les questions secrètes sont déconseillées, même complétées par un code.",
                "OWASP ASVS 5.0, 6.4.2");
    }

    private static IEnumerable<PolicyFinding> Addresses(Policy policy)
    {
        if (policy.RevealTakenEmail)
            yield return new(FindingSeverity.Warning, "taken-email-revealed", "L’inscription révèle qu’une adresse a déjà un compte.", "OWASP ASVS 5.0, 6.3.8");
    }
}
