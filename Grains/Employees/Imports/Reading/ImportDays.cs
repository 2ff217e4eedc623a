using System.Globalization;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports.Reading;

/// <summary>Days as files write them. Two digits are no year: nobody guesses the century.</summary>
internal static class ImportDays
{
    private static readonly string[] DayFirst = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy HH:mm:ss", "d/M/yyyy HH:mm"];
    private static readonly string[] YearFirst = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>A spreadsheet's numbers of 1 January 1900 and of 31 December 2099.</summary>
    private const int FirstSerial = 2, LastSerial = 73_050;

    public static DateOnly? Read(string cell) => Serial(cell) ?? Exact(cell, DayFirst) ?? Exact(cell, YearFirst);

    public static ImportDates FormatOf(string cell) =>
        cell.Length == 0 ? ImportDates.None
        : Serial(cell) is not null ? ImportDates.Serial
        : Exact(cell, DayFirst) is not null ? ImportDates.DayFirst
        : Exact(cell, YearFirst) is not null ? ImportDates.YearFirst
        : ImportDates.None;

    public static string Write(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static DateOnly? Serial(string cell) =>
        cell.Length is > 1 and <= 5 && cell.All(char.IsAsciiDigit) && int.Parse(cell, CultureInfo.InvariantCulture) is >= FirstSerial and <= LastSerial
            ? DateOnly.FromDateTime(DateTime.FromOADate(int.Parse(cell, CultureInfo.InvariantCulture))) : null;

    private static DateOnly? Exact(string cell, string[] formats) =>
        DateTime.TryParseExact(cell, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year > 1900
            ? DateOnly.FromDateTime(at) : null;
}
