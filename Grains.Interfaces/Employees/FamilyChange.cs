namespace Grains.Interfaces.Employees;

/// <summary>Who is covered with an employee from a day on, or no longer after it.</summary>
/// <param name="Day">The first day of who joins; the last of who leaves.</param>
/// <param name="Leaves">First and last name, or the first alone; empty where nobody does.</param>
[Immutable]
public sealed record FamilyChange(DateOnly Day, NewBeneficiary? Joins, string Leaves = "");
