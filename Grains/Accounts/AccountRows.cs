using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Text;

namespace Grains.Accounts;

/// <param name="SignedIn">Once at least.</param>
[Row("account_list", key: 1)]
public sealed record AccountListRow(string Account, CallerKind Kind, string Portal, StaffRole Role, string Email, string FirstName, string LastName,
    string Phone, bool Active,
    string Number, string Folded, AccessBasis Standing, string Terms, string Address = "", bool SignedIn = true) : Row
{
    public static Effect Of(string account, AccountState s) => new Upsert(new AccountListRow(
        account, s.Kind, s.Portal, s.Role, s.Email, s.FirstName, s.LastName, s.Phone, s.MaySignIn, s.Number, FoldedName(s.FirstName, s.LastName), s.Standing,
            s.Terms, EmailAddress.Fold(s.Email), s.HasSignedIn));

    public static string FoldedName(string first, string last) => $"{SearchText.Normalize(last)} {SearchText.Normalize(first)}";
}

/// <summary>Why a customer may have a session although no client space knows them.</summary>
public enum AccessBasis
{
    /// <summary>Only as a member of a space, or while one decides about them.</summary>
    ByMembership = 0,
    /// <summary>An insured person: their own contracts.</summary>
    Insured,
    /// <summary>Their identity document is not accepted yet: they see that, and may write one request about it.</summary>
    IdentityAwaited,
}

/// <summary>One document in the back office's queue; decided ones leave it.</summary>
[Row("identity_document", key: 1)]
public sealed record IdentityRow(string Account, string Portal, string Name, IdentityKind Kind, DateTimeOffset SentAt) : Row;

/// <summary>Another telephone of an account that waits for a second adviser.</summary>
[Row("phone_proposal", key: 1)]
public sealed record PhoneProposalRow(string Account, string Portal, string Name, string AskedBy, DateTimeOffset AskedAt) : Row
{
    /// <summary>So long it may be approved.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
}

/// <summary>The same of another e-mail address.</summary>
[Row("email_proposal", key: 1)]
public sealed record EmailProposalRow(string Account, string Portal, string Name, string AskedBy, DateTimeOffset AskedAt) : Row;

/// <param name="ProvenAt">When its owner proved themselves anew in it; see <see cref="SignIn.StepUpRules"/>.</param>
[Row("session", key: 2)]
public sealed record SessionRow(
    string Account, string Id, string Portal, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt, DateTimeOffset? ProvenAt = null) : Row;
