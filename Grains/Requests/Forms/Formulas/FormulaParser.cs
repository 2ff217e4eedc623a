using Parlot.Fluent;

namespace Grains.Requests.Forms.Formulas;

/// <summary>
/// Reads <c>motif in ('04', '06') and fin > premier_jour + 30 d</c>. Signs: <c>= != &lt; &lt;= &gt; &gt;= in and or not + -</c>; <c>today</c>,
/// <c>yes</c>, <c>no</c>, <c>filled(field)</c>, <c>monthsBetween(date, date)</c>, <c>monthsAfter(date, n)</c>, <c>firstOfMonth(date)</c>, <c>yearOf(date)</c>,
/// <c>workDays(date, date)</c>, <c>openDaysAfter(date, n)</c>, <c>any(group, condition)</c>, <c>when(condition, one, other)</c>,
/// <c>fact(contract.ij.franchise)</c>; <c>n d</c> is a number of days.
/// </summary>
public static class FormulaParser
{
    private static readonly IReadOnlySet<string> Words = new HashSet<string>(["and", "or", "not", "in", "d", "today", "yes", "no"]);

    private static readonly Parser<Formula> Grammar = Build();

    /// <exception cref="FormulaException">It is none; the message says where it ends to be one.</exception>
    public static Formula Parse(string text) => Grammar.TryParse(text, out var formula, out var error) ? formula
        : throw new FormulaException($"'{text}' is no formula: {error?.Message ?? "it is not understood"} (column {error?.Position.Column ?? 1})");

    private static Parser<Formula> Build()
    {
        var whole = Deferred<Formula>();
        var name = Terms.Identifier().Then(span => span.ToString()).When((_, word) => !Words.Contains(word));
        var dotted = Terms.Identifier(extraPart: c => c is '.').Then(span => span.ToString());
        var (open, close, comma) = (Terms.Char('('), Terms.Char(')'), Terms.Char(','));

        var text = Terms.String(StringLiteralQuotes.Single).Then<Formula>(span => new Formula.Text(span.ToString()));
        var number = Terms.Decimal().Then<Formula>(value => new Formula.Number(value));
        var fact = Terms.Keyword("fact").SkipAnd(Between(open, dotted, close)).Then<Formula>(of => new Formula.Fact(of));
        var filled = Terms.Keyword("filled").SkipAnd(Between(open, name, close)).Then<Formula>(of => new Formula.Filled(of));
        var months = Terms.Keyword("monthsBetween").SkipAnd(Between(open, whole.AndSkip(comma).And(whole), close))
            .Then<Formula>(of => new Formula.MonthsBetween(of.Item1, of.Item2));
        var later = Terms.Keyword("monthsAfter").SkipAnd(Between(open, whole.AndSkip(comma).And(whole), close))
            .Then<Formula>(of => new Formula.MonthsAfter(of.Item1, of.Item2));
        var first = Terms.Keyword("firstOfMonth").SkipAnd(Between(open, whole, close)).Then<Formula>(of => new Formula.FirstOfMonth(of));
        var year = Terms.Keyword("yearOf").SkipAnd(Between(open, whole, close)).Then<Formula>(of => new Formula.YearOf(of));
        var work = Terms.Keyword("workDays").SkipAnd(Between(open, whole.AndSkip(comma).And(whole), close))
            .Then<Formula>(of => new Formula.WorkDays(of.Item1, of.Item2));
        var opens = Terms.Keyword("openDaysAfter").SkipAnd(Between(open, whole.AndSkip(comma).And(whole), close))
            .Then<Formula>(of => new Formula.OpenDaysAfter(of.Item1, of.Item2));
        var any = Terms.Keyword("any").SkipAnd(Between(open, name.AndSkip(comma).And(whole), close)).Then<Formula>(of => new Formula.Any(of.Item1, of.Item2));
        var when = Terms.Keyword("when").SkipAnd(Between(open, whole.AndSkip(comma).And(whole).AndSkip(comma).And(whole), close))
            .Then<Formula>(of => new Formula.When(of.Item1, of.Item2, of.Item3));
        var atom = OneOf(
            text, number, Terms.Keyword("today").Then<Formula>(_ => new Formula.Today()),
            Terms.Keyword("yes").Then<Formula>(_ => new Formula.Truth(true)), Terms.Keyword("no").Then<Formula>(_ => new Formula.Truth(false)),
            fact, filled, months, later, first, year, work, opens, any, when, name.Then<Formula>(of => new Formula.Answer(of)), Between(open, whole, close));

        // Each tail once at most: a second one means nothing, and the check of types says so.
        var days = atom.And(ZeroOrMany(Terms.Keyword("d"))).Then(of => of.Item2.Aggregate(of.Item1, (number, _) => new Formula.Days(number)));
        var sum = days.LeftAssociative(
            (Terms.Char('+'), (left, right) => new Formula.Sum(left, Minus: false, right)),
            (Terms.Char('-'), (left, right) => new Formula.Sum(left, Minus: true, right)));
        var sign = OneOf(Terms.Text("<="), Terms.Text(">="), Terms.Text("!="), Terms.Text("="), Terms.Text("<"), Terms.Text(">"));
        var compared = sign.And(sum).Then<Func<Formula, Formula>>(of => left => new Formula.Compared(left, of.Item1, of.Item2));
        var among = Terms.Keyword("in").SkipAnd(Between(open, Separated(comma, OneOf(text, number)), close))
            .Then<Func<Formula, Formula>>(of => left => new Formula.Among(left, of));
        var within = Terms.Keyword("in").SkipAnd(name).Then<Func<Formula, Formula>>(of => left => new Formula.Within(left, of));
        var said = sum.And(ZeroOrMany(OneOf(compared, among, within))).Then(of => of.Item2.Aggregate(of.Item1, (left, tail) => tail(left)));

        var not = Deferred<Formula>();
        not.Parser = OneOf(Terms.Keyword("not").SkipAnd(not).Then<Formula>(of => new Formula.Not(of)), said);
        var and = not.LeftAssociative((Terms.Keyword("and"), (left, right) => new Formula.Both(left, right)));
        whole.Parser = and.LeftAssociative((Terms.Keyword("or"), (left, right) => new Formula.Either(left, right)));
        return whole.Eof();
    }
}

/// <summary>A formula that cannot be read, or speaks of what there is not. English: for who writes forms.</summary>
public sealed class FormulaException(string message) : Exception(message);
