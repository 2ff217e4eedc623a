using Grains.Accounts;
using Grains.Accounts.Passwords;

namespace Web.Accounts.Profile;

/// <summary>The two fields of a new password, with what is asked of it. <see cref="Fault"/> names the field and says what to do.</summary>
public sealed record PasswordFields(Policy Policy, string Email, (string Field, string Sentence)? Fault)
{
    public const string First = "nouveau";
    public const string Again = "encore";

    public string Hint => string.Format(
        Policy.PasswordClasses > 0 ? AccessTexts.PasswordHintClasses : AccessTexts.PasswordHint, Policy.PasswordMin, Policy.PasswordMax, Policy.PasswordClasses);

    public bool IsFaulty(string field) => Fault is { } fault && fault.Field == field;

    /// <summary>What is wrong with a choice, or null.</summary>
    public static (string, string)? Check(string? password, string? again, Policy policy, IEnumerable<string> known) =>
        PasswordRules.Check(password ?? "", policy, known) is { } fault ? (First, Sentence(fault, policy))
        : again != password ? (Again, AccessTexts.PasswordTwice)
        : null;

    public static (string, string) Reused(Policy policy) => (First, string.Format(AccessTexts.PasswordReused, policy.FormerPasswords));

    private static string Sentence(PasswordFault fault, Policy policy) => fault switch
    {
        PasswordFault.TooShort => string.Format(AccessTexts.PasswordShort, policy.PasswordMin),
        PasswordFault.TooLong => string.Format(AccessTexts.PasswordLong, policy.PasswordMax),
        PasswordFault.TooFewClasses => string.Format(AccessTexts.PasswordClasses, policy.PasswordClasses),
        PasswordFault.Common => AccessTexts.PasswordCommon,
        _ => AccessTexts.PasswordOwn,
    };
}
