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
        Filled filled => [filled.Field],
        Within(var of, var list) => of.Fields.Append(list),
        Any(var group, var of) => of.Fields.Append(group),
        _ => Parts.SelectMany(part => part.Fields),
    };

    /// <summary>It reads what the product knows beside the answers.</summary>
    public bool ReadsFacts => this is Fact || Parts.Any(part => part.ReadsFacts);

    private IEnumerable<Formula> Parts => this switch
    {
        Not(var of) => [of],
        Days(var of) => [of],
        Both(var left, var right) => [left, right],
        Either(var left, var right) => [left, right],
        Compared(var left, _, var right) => [left, right],
        Among(var of, _) => [of],
        Within(var of, _) => [of],
        Sum(var left, _, var right) => [left, right],
        MonthsBetween(var from, var to) => [from, to],
        MonthsAfter(var day, var months) => [day, months],
        FirstOfMonth(var day) => [day],
        YearOf(var day) => [day],
        OpenDaysAfter(var day, var days) => [day, days],
        WorkDays(var from, var to) => [from, to],
        Any(_, var of) => [of],
        When(var of, var then, var otherwise) => [of, then, otherwise],
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
