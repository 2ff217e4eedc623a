namespace Grains.Requests.Forms.Formulas;

public enum FormulaType
{
    Text,
    Number,
    Date,
    Truth,
    /// <summary>Choices ticked; only <c>in</c> looks into it.</summary>
    List,
    Days,
}

/// <summary>Checks a formula against the fields of its form and the facts that the product knows.</summary>
public static class FormulaTypes
{
    /// <param name="fieldOf">The type of a field; null when there is none.</param>
    /// <exception cref="FormulaException">It names what there is not, or compares what cannot be compared.</exception>
    public static FormulaType Of(Formula formula, Func<string, FormulaType?> fieldOf)
    {
        return formula switch
        {
            Formula.Text => FormulaType.Text,
            Formula.Number => FormulaType.Number,
            Formula.Truth => FormulaType.Truth,
            Formula.Today => FormulaType.Date,
            Formula.Answer(var field) => Field(field),
            Formula.Fact(var name) => FormFacts.Known.TryGetValue(name, out var known) ? known : throw new FormulaException($"There is no fact '{name}'."),
            Formula.Filled(var field) => Field(field) is var _ ? FormulaType.Truth : default,
            Formula.Not(var of) => Expect(of, FormulaType.Truth),
            Formula.Both(var left, var right) => Expect(left, FormulaType.Truth) is var _ ? Expect(right, FormulaType.Truth) : default,
            Formula.Either(var left, var right) => Expect(left, FormulaType.Truth) is var _ ? Expect(right, FormulaType.Truth) : default,
            Formula.Compared(var left, var sign, var right) => Comparison(Of(left, fieldOf), sign, Of(right, fieldOf)),
            Formula.Among(var of, var choices) => choices.Select(c => Of(c, fieldOf)).All(t => t == Of(of, fieldOf)) ? FormulaType.Truth
                : throw new FormulaException("The list after 'in' holds another type than what stands before it."),
            Formula.Within(var of, var field) => Expect(of, FormulaType.Text) is var _ && Field(field) is FormulaType.List ? FormulaType.Truth
                : throw new FormulaException($"'{field}' after 'in' is no field with several choices."),
            Formula.Sum(var left, var minus, var right) => SumOf(Of(left, fieldOf), minus, Of(right, fieldOf)),
            Formula.Days(var of) => Expect(of, FormulaType.Number) is var _ ? FormulaType.Days : default,
            Formula.MonthsBetween(var from, var to) => Expect(from, FormulaType.Date) is var _ && Expect(to, FormulaType.Date) is var _ ? FormulaType.Number
                : default,
            Formula.MonthsAfter(var day, var count) => Later(day, count),
            Formula.OpenDaysAfter(var day, var count) => Later(day, count),
            Formula.FirstOfMonth(var day) => Expect(day, FormulaType.Date),
            Formula.YearOf(var day) => Expect(day, FormulaType.Date) is var _ ? FormulaType.Text : default,
            Formula.WorkDays(var from, var to) => Expect(from, FormulaType.Date) is var _ && Expect(to, FormulaType.Date) is var _ ? FormulaType.Number : default,
            Formula.Any(var group, var of) => of.Fields.All(f => fieldOf(Inner(group, f)) is null)
                ? throw new FormulaException($"There is no group '{group}' with such fields.")
                : Of(of, f => fieldOf(Inner(group, f)) ?? fieldOf(f)) is FormulaType.Truth ? FormulaType.Truth
                : throw new FormulaException($"What is asked of the rows of '{group}' is no condition."),
            Formula.When(var of, var then, var otherwise) =>
                Expect(of, FormulaType.Truth) is var _ && Of(then, fieldOf) is var type && type == Of(otherwise, fieldOf)
                ? type : throw new FormulaException("The two sides of 'when' are of different types."),
            _ => throw new FormulaException("It is not understood."),
        };

        FormulaType Field(string name) => fieldOf(name) ?? throw new FormulaException($"There is no field '{name}'.");

        FormulaType Later(Formula day, Formula count) => Expect(day, FormulaType.Date) is var date && Expect(count, FormulaType.Number) is var _ ? date : default;

        FormulaType Expect(Formula of, FormulaType expected) => Of(of, fieldOf) is var found && found == expected ? found
            : throw new FormulaException($"A {Word(expected)} is expected where a {Word(found)} stands.");
    }

    /// <summary>How a group's field is called among the form's.</summary>
    public static string Inner(string group, string field) => $"{group}.{field}";

    private static FormulaType Comparison(FormulaType left, string sign, FormulaType right)
    {
        if (left != right || left is FormulaType.List or FormulaType.Days)
            throw new FormulaException($"A {Word(left)} is not compared with a {Word(right)}.");
        if (left is FormulaType.Text or FormulaType.Truth && sign is not ("=" or "!="))
            throw new FormulaException($"A {Word(left)} is not ordered: only = and != compare it.");
        return FormulaType.Truth;
    }

    private static FormulaType SumOf(FormulaType left, bool minus, FormulaType right) => (left, minus, right) switch
    {
        (FormulaType.Number, _, FormulaType.Number) => FormulaType.Number,
        (FormulaType.Date, _, FormulaType.Days) => FormulaType.Date,
        (FormulaType.Days, _, FormulaType.Days) => FormulaType.Days,
        (FormulaType.Date, true, FormulaType.Date) => FormulaType.Number,
        _ => throw new FormulaException($"A {Word(left)} {(minus ? "minus" : "plus")} a {Word(right)} is nothing; a number of days is written 30 d."),
    };

    private static string Word(FormulaType type) => type.ToString().ToLowerInvariant();
}
