namespace Grains.Requests.Forms.Formulas;

/// <summary>
/// What a form's file computes from its answers: whether a field is shown, a piece is due, a sentence is said. It has no loops, and what it names is checked
/// before any form is offered (<see cref="FormulaTypes"/>).
/// </summary>
public abstract record Formula
{
    private Formula()
    {
    }

    /// <summary>The names of the fields that it reads.</summary>
    public IEnumerable<string> Fields => this switch
    {
        Answer answer => [answer.Field],
        Not(var of) => of.Fields,
        Days(var of) => of.Fields,
        Filled filled => [filled.Field],
        Both(var left, var right) => left.Fields.Concat(right.Fields),
        Either(var left, var right) => left.Fields.Concat(right.Fields),
        Compared(var left, _, var right) => left.Fields.Concat(right.Fields),
        Among(var of, _) => of.Fields,
        Within(var of, var list) => of.Fields.Append(list),
        Sum(var left, _, var right) => left.Fields.Concat(right.Fields),
        MonthsBetween(var from, var to) => from.Fields.Concat(to.Fields),
        MonthsAfter(var day, var months) => day.Fields.Concat(months.Fields),
        FirstOfMonth(var day) => day.Fields,
        YearOf(var day) => day.Fields,
        OpenDaysAfter(var day, var days) => day.Fields.Concat(days.Fields),
        WorkDays(var from, var to) => from.Fields.Concat(to.Fields),
        Any(var group, var of) => of.Fields.Append(group),
        When(var of, var then, var otherwise) => of.Fields.Concat(then.Fields).Concat(otherwise.Fields),
        _ => [],
    };

    public sealed record Text(string Value) : Formula;

    public sealed record Number(decimal Value) : Formula;

    public sealed record Truth(bool Value) : Formula;

    public sealed record Today : Formula;

    /// <summary>What a field was answered; nothing when it is empty or not shown.</summary>
    public sealed record Answer(string Field) : Formula;

    /// <summary>What the product knows beside the answers: of the contract, of the employee.</summary>
    public sealed record Fact(string Name) : Formula;

    /// <summary>Was anything answered?</summary>
    public sealed record Filled(string Field) : Formula;

    public sealed record Not(Formula Of) : Formula;

    public sealed record Both(Formula Left, Formula Right) : Formula;

    public sealed record Either(Formula Left, Formula Right) : Formula;

    /// <summary>False where one side is nothing, whatever the sign.</summary>
    public sealed record Compared(Formula Left, string Sign, Formula Right) : Formula;

    public sealed record Among(Formula Of, IReadOnlyList<Formula> Choices) : Formula;

    /// <summary>Is it one of the choices ticked in this field?</summary>
    public sealed record Within(Formula Of, string Field) : Formula;

    public sealed record Sum(Formula Left, bool Minus, Formula Right) : Formula;

    /// <summary>A number of days, to be added to a date.</summary>
    public sealed record Days(Formula Of) : Formula;

    /// <summary>One or the other, both of one type.</summary>
    public sealed record When(Formula Of, Formula Then, Formula Otherwise) : Formula;

    /// <summary>Whole months from one day to another; negative when the second is earlier.</summary>
    public sealed record MonthsBetween(Formula From, Formula To) : Formula;

    /// <summary>The same day so many months later; the month's last where it has no such day.</summary>
    public sealed record MonthsAfter(Formula Day, Formula Months) : Formula;

    public sealed record FirstOfMonth(Formula Day) : Formula;

    /// <summary>Four digits, as a text.</summary>
    public sealed record YearOf(Formula Day) : Formula;

    /// <summary>Days from one to another, both counted, that are neither Saturdays, Sundays nor holidays; none when the second is earlier.</summary>
    public sealed record WorkDays(Formula From, Formula To) : Formula;

    /// <summary>So many days later, Sundays and holidays not counted: « jours ouvrables ».</summary>
    public sealed record OpenDaysAfter(Formula Day, Formula Count) : Formula;

    /// <summary>Does it hold in a row of the group?</summary>
    public sealed record Any(string Group, Formula Of) : Formula;
}
