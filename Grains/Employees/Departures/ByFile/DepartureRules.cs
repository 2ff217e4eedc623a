using Grains.Employees.Imports;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Departures.ByFile;

/// <summary>What a line must say for a departure to be declared, and what it declares then. Whom it means is another question.</summary>
public static class DepartureRules
{
    public static IReadOnlyList<LineFault> Check(LineContent line, DateOnly today) =>
        line.Surplus ? [new LineFault(ImportFault.Surplus)]
        : [.. ImportRules.Long(line), .. Who(line, today), .. End(line, today), .. ImportRules.Mails(line), .. Letter(line)];

    /// <summary>Of a line without a fault. No e-mail: the address that is known counts.</summary>
    public static NewDeparture Departure(LineContent line) =>
        new(LastDay(line)!.Value, Reason(line)!.Code, line[ImportField.Email].Length > 0 ? EmailAddress.Kept(line[ImportField.Email]) : null)
        {
            Address = HasAddress(line) ? new PostalAddress(line[ImportField.Street], line[ImportField.PostCode], line[ImportField.City]) : null,
        };

    public static DateOnly? LastDay(LineContent line) => ImportRules.Day(line, ImportField.LastDay);

    public static DepartureReason? Reason(LineContent line) => DepartureReason.Named(line[ImportField.Reason]);

    public static bool HasAddress(LineContent line) => line[ImportField.Street].Length > 0;

    // A number says who it is; without one, names and a birth date do.
    private static IEnumerable<LineFault> Who(LineContent line, DateOnly today)
    {
        if (ImportRules.NirOf(line).Length > 0)
            return ImportRules.Numbered(line);
        var named = new[] { ImportField.LastName, ImportField.FirstName, ImportField.BirthDate }.Any(f => line[f].Length > 0);
        return named ? ImportRules.Named(line, today) : [new LineFault(ImportFault.UnknownPerson)];
    }

    private static IEnumerable<LineFault> End(LineContent line, DateOnly today)
    {
        if (LastDay(line) is not { } day)
            yield return new(line[ImportField.LastDay].Length == 0 ? ImportFault.Missing : ImportFault.BadDate, ImportField.LastDay);
        else if (day > today.AddYears(DepartureService.MostYearsAhead))
            yield return new(ImportFault.DayTooFar, ImportField.LastDay);
        if (Reason(line) is null)
            yield return new(line[ImportField.Reason].Length == 0 ? ImportFault.Missing : ImportFault.BadReason, ImportField.Reason);
    }

    private static IEnumerable<LineFault> Letter(LineContent line) =>
        new[] { ImportField.Street, ImportField.PostCode, ImportField.City }.Any(f => line[f].Length > 0) ? ImportRules.Reachable(line) : [];
}
