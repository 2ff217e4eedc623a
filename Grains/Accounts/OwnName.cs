using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Text;

namespace Grains.Accounts;

/// <summary>The name that a customer writes of themselves.</summary>
internal static class OwnName
{
    public const int Longest = 120;

    /// <summary>Whether it is theirs to write: an insured person's is their contract's, and a document proves the name that stands in it.</summary>
    public static bool IsOwn(AccountState state) => state is { Kind: CallerKind.Customer, IsInsured: false, Identity: null };

    /// <param name="told">Portfolios in which the account stands.</param>
    public static Decision<AccountState, Nothing, AccountRefusal> Rename(
        this AccountState state, string account, string first, string last, IEnumerable<Effect> told, DateTimeOffset now)
    {
        (first, last) = (first.Trim(), last.Trim());
        if (!state.MaySignIn || state.Kind is not CallerKind.Customer)
            return AccountRefusal.NotFound;
        if (!IsOwn(state))
            return AccountRefusal.NameProven;
        if (!IsName(first) || !IsName(last))
            return AccountRefusal.Invalid;
        if (first == state.FirstName && last == state.LastName)
            return Decision<AccountState, Nothing, AccountRefusal>.Unchanged;
        var next = state with { FirstName = first, LastName = last };
        return new(next, default, null,
        [
            AccountListRow.Of(account, next), JournalRow.Of(account, now, account, "name-changed", state.Name),
            new MailJob("name-changed", account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal) { ["former"] = state.Name, ["name"] = next.Name })
                .At($"name-changed/{account}/{now.ToUnixTimeMilliseconds()}", now, JobLane.Mail),
            new Notify($"account/{account}"), .. told,
        ]);
    }

    private static bool IsName(string typed) => typed.Length <= Longest && PersonName.IsName(typed);
}
