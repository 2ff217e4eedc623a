using Grains.Letters;
using Grains.Text;

namespace Web.Employees.Affiliation;

/// <summary>A code as the employee types it: six digits of a mail, or ten signs off their letter.</summary>
public static class AffiliationCode
{
    /// <summary>Null where it can be none: a slip is no try.</summary>
    public static string? Read(string? typed, bool printed) =>
        printed ? PrintedCode.Read(typed) : TypedCode.IsWhole(typed) ? TypedCode.Digits(typed) : null;

    public static string Missing(bool printed) => printed ? EmployeeTexts.PrintedCodeMissing : EmployeeTexts.CodeMissing;
}
