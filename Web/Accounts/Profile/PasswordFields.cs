using Grains.Accounts;
using Grains.Accounts.Passwords;

namespace Web.Accounts.Profile;

/// <summary>A field that must be filled in otherwise, and what to do about it.</summary>
/// <param name="Field">The id of its element.</param>
public sealed record FieldFault(string Field, string Sentence);

/// <summary>The two fields of a new password, with what is asked of it.</summary>
/// <param name="Identifier">Under which a password manager keeps it.</param>
public sealed record PasswordFields(Policy Policy, string Identifier, IReadOnlyList<FieldFault> Faults)
{
    public const string First = "nouveau";
    public const string Again = "encore";

    /// <summary>There were passwords before this one.</summary>
    public bool IsChange { get; init; }

    public string Length => string.Format(AccessTexts.CriterionLength, Policy.PasswordMin, Policy.PasswordMax);

    public string Classes => string.Format(AccessTexts.CriterionClasses, Policy.PasswordClasses);

    public string Former => string.Format(AccessTexts.CriterionFormer, Policy.FormerPasswords);

    public IEnumerable<string> Of(string field) => Faults.Where(f => f.Field == field).Select(f => f.Sentence);

    public bool IsFaulty(string field) => Faults.Any(f => f.Field == field);

    /// <summary>Everything that is wrong with a choice.</summary>
    public static IReadOnlyList<FieldFault> Check(string? password, string? again, Policy policy, IEnumerable<string> known)
    {
        var faults = PasswordRules.Faults(password ?? "", policy, known).Select(f => new FieldFault(First, Sentence(f, policy))).ToList();
        if ((again ?? "") != (password ?? ""))
            faults.Add(new(Again, AccessTexts.PasswordTwice));
        return faults;
    }

    public static IReadOnlyList<FieldFault> Reused(Policy policy) => [new(First, string.Format(AccessTexts.PasswordReused, policy.FormerPasswords))];

    private static string Sentence(PasswordFault fault, Policy policy) => fault switch
    {
        PasswordFault.TooShort => string.Format(AccessTexts.PasswordShort, policy.PasswordMin),
        PasswordFault.TooLong => string.Format(AccessTexts.PasswordLong, policy.PasswordMax),
        PasswordFault.TooFewClasses => string.Format(AccessTexts.PasswordClasses, policy.PasswordClasses),
        PasswordFault.Common => AccessTexts.PasswordCommon,
        _ => AccessTexts.PasswordOwn,
    };
}
