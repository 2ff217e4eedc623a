using System.Globalization;
using Grains.Commits;
using Grains.Interfaces.Insured;

namespace Grains.Insured;

/// <param name="FromOn">The first day on which it holds; of somebody who leaves, their last one.</param>
/// <param name="FirstName">Of somebody who leaves, all that they are called by.</param>
[Row("insured_change", key: 2)]
public sealed record InsuredChangeRow(
    string Account, string Request, string Number, InsuredChangeKind Kind, string FromOn, DateTimeOffset At, string Street, string Complement, string PostCode,
    string City, string Country, string People, string Link, string LastName, string FirstName, string BirthDate) : Row
{
    public static InsuredChangeRow Of(string account, InsuredChange change, DateTimeOffset at)
    {
        var (address, joins) = (change.Address, change.Joins);
        return new(
            account, change.Request, change.Number,
            address is not null ? InsuredChangeKind.Address : joins is not null ? InsuredChangeKind.Joins : InsuredChangeKind.Leaves, Day(change.Day), at,
            address?.Street ?? "", address?.Complement ?? "", address?.PostCode ?? "", address?.City ?? "", address?.Country ?? "",
            address is null ? "" : string.Join(',', address.People), joins?.Link ?? "", joins?.LastName ?? "", joins?.FirstName ?? change.Leaves,
            joins is null ? "" : Day(joins.BirthDate));
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

public enum InsuredChangeKind
{
    Address = 1,
    Joins = 2,
    Leaves = 3,
}
