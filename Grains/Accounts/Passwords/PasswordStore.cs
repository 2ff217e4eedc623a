using System.Security.Cryptography;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts.Passwords;

/// <summary>
/// Sets passwords, and refuses those that were used before. All of an account's passwords share its salt, so that one derivation is compared with
/// each.
/// </summary>
internal static class PasswordStore
{
    public static PasswordPlan Plan(AccountState state) => new(
        state.Password?.Salt ?? [],
        [.. Used(state).Select(p => p.Iterations).Distinct()],
        [state.FirstName, state.LastName, state.Email, state.Number, state.Admission?.Facts.Siren ?? ""]);

    public static bool IsReused(AccountState state, NewPassword password) =>
        Used(state).Any(former => password.AtOtherCosts.Append(password.Hash).Any(p =>
            p.Iterations == former.Iterations && p.Salt.AsSpan().SequenceEqual(former.Salt) && CryptographicOperations.FixedTimeEquals(p.Hash, former.Hash)));

    public static AccountState Set(AccountState state, NewPassword password, Policy policy, DateTimeOffset now) => state with
    {
        Password = password.Hash,
        PasswordSetAt = now,
        // The current one is among the refused.
        FormerPasswords = [.. Used(state).Take(policy.FormerPasswords - 1)],
    };

    /// <summary>The same password hashed at a newer cost. Nothing when it was changed since <paramref name="hash"/> was derived.</summary>
    public static Decision<AccountState, Nothing, NoRefusal> Renew(AccountState state, byte[] hash, PasswordHash renewed) =>
        state.Password is { } stored && CryptographicOperations.FixedTimeEquals(stored.Hash, hash)
            ? new(state with { Password = renewed }, default, null, [])
            : Decision<AccountState, Nothing, NoRefusal>.Unchanged;

    private static IEnumerable<PasswordHash> Used(AccountState state) =>
        state.Password is { } current ? state.FormerPasswords.Prepend(current) : state.FormerPasswords;
}
