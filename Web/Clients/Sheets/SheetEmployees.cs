using Grains.Employees;

namespace Web.Clients.Sheets;

/// <summary>The first employees of a company, and how many there are in all.</summary>
/// <param name="Company">The key.</param>
public sealed record SheetEmployees(string Company, EmployeePage Page, EmployeeCounts Counts, DateTimeOffset Now)
{
    public const int Most = 10;

    public string All => $"/gestion/salaries/{Company}";
}
