using System.Globalization;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Web.Accounts.Profile;
using Web.Employees.Invite;

namespace Web.Employees.Departures;

/// <summary>A departure as it is typed.</summary>
/// <param name="Day">The last day, jj/mm/aaaa.</param>
/// <param name="Reason">A code.</param>
public sealed record DepartForm(string Day, string Reason, string Email)
{
    private const int Longest = 254;

    /// <summary>Before anything is typed: of somebody whose death was reported, that day and that reason.</summary>
    public static DepartForm Of(EmployeeSheet sheet) =>
        EmployeeLabels.Day(sheet.ReportedDeath) is { } died ? new(died.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), DepartureReason.Death, "")
            : new("", "", sheet.Employee.Email);

    /// <summary>The same begun with this day and this reason, where both are one.</summary>
    public DepartForm Begun(string? day, string? reason) =>
        InviteRules.Day(day ?? "") is null || DepartureReason.Of(reason) is null ? this
            : this with { Day = Line(day), Reason = reason!, Email = reason == DepartureReason.Death ? "" : Email };

    public static DepartForm Typed(IFormCollection form) => new(Line(form["fin"]), Line(form["motif"]), Line(form["courriel"]));

    public DateOnly? LastDay => InviteRules.Day(Day);

    /// <summary>What was simulated: a confirmation of anything else is no confirmation.</summary>
    public string Simulated => $"{Day}|{Reason}";

    public NewDeparture Departure => new(LastDay!.Value, Reason, EmailAddress.Kept(Email));

    public IReadOnlyList<FieldFault> Faults(DateOnly hired, DateOnly today)
    {
        var faults = new List<FieldFault>();
        if (LastDay is not { } day)
            faults.Add(new FieldFault("fin", DepartureTexts.LastDayWrong));
        else if (day < hired)
            faults.Add(new FieldFault("fin", string.Format(DepartureTexts.LastDayBeforeHire, FrenchDates.Day(hired))));
        else if (day > today.AddYears(DepartureService.MostYearsAhead))
            faults.Add(new FieldFault("fin", DepartureTexts.LastDayFar));
        if (DepartureReason.Of(Reason) is null)
            faults.Add(new FieldFault("motif", DepartureTexts.ReasonMissing));
        if (Email.Length > 0 && EmailAddress.Check(EmailAddress.Kept(Email)) is not null)
            faults.Add(new FieldFault("courriel", EmployeeTexts.EmailWrong));
        return faults;
    }

    private static string Line(Microsoft.Extensions.Primitives.StringValues typed) => SingleLine.Of(typed.ToString()) is { Length: <= Longest } text ? text : "";
}

/// <summary>What every declaration asks for first, of one or of several.</summary>
public sealed record DayAndReason(DepartForm Typed, IReadOnlyList<FieldFault> Faults)
{
    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;
}
