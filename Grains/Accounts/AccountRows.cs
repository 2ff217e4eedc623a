using Actors.Durable;
using Grains.Interfaces;

namespace Grains.Accounts;

[Row("account_list", key: 1)]
public sealed record AccountListRow(string Account, CallerKind Kind, string Portal, StaffRole Role, string Email, string FirstName, string LastName, string Phone, bool Active) : Row
{
    public static Effect Of(string account, AccountState s) =>
        new Upsert(new AccountListRow(account, s.Kind, s.Portal, s.Role, s.Email, s.FirstName, s.LastName, s.Phone, s.MaySignIn));
}

[Row("session", key: 2)]
public sealed record SessionRow(string Account, string Id, string Portal, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt) : Row;
