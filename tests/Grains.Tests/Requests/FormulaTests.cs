using Grains.Requests.Forms.Formulas;

namespace Grains.Tests.Requests;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("motif in ('04', '06')", true)]
    [InlineData("motif in ('01')", false)]
    [InlineData("not (motif = '04')", false)]
    [InlineData("motif != '01' and enfants > 0", true)]
    [InlineData("enfants = 0 or maintien", true)]
    [InlineData("maintien = no", false)]
    [InlineData("enfants + 1 - 2 = 1", true)]
    [InlineData("enfants >= 2 and enfants <= 2", true)]
    [InlineData("debut + 3 d = fin", true)]
    [InlineData("fin - debut = 3", true)]
    [InlineData("fin - 1 d < fin", true)]
    [InlineData("debut + fact(contract.ij.franchise) d - 1 d > fin", true)]
    [InlineData("today > fin", true)]
    [InlineData("monthsBetween(debut, today) = 10", true)]
    [InlineData("monthsBetween(today, debut) < 0", true)]
    [InlineData("filled(motif) and not filled(rien)", true)]
    [InlineData("'optique' in soins", true)]
    [InlineData("monthsAfter(debut, 1) = debut + 31 d", true)]
    [InlineData("firstOfMonth(debut) = debut - 11 d", true)]
    [InlineData("yearOf(debut) = '2026'", true)]
    // From Monday 12/01 to Thursday 15/01; the weekend, and 1 May 2026, count for nothing.
    [InlineData("workDays(debut, fin) = 4", true)]
    [InlineData("workDays(debut - 2 d, fin) = 4", true)]
    [InlineData("workDays(fin, debut) = 0", true)]
    [InlineData("workDays(debut + 109 d, debut + 109 d) = 0", true)]
    // Saturdays count, Sundays do not: from Thursday 15/01 the fourth is Tuesday 20/01.
    [InlineData("openDaysAfter(fin, 4) = fin + 5 d", true)]
    [InlineData("any(mois, jours > 4)", true)]
    [InlineData("any(mois, jours > 5 or motif = '01')", false)]
    [InlineData("any(mois, jours > 4 and motif = '04')", true)]
    [InlineData("'dentaire' in soins", false)]
    // Nothing is compared with nothing: the same text never depends on what was not said yet.
    [InlineData("rien = 'x'", false)]
    [InlineData("rien != 'x'", false)]
    [InlineData("not (rien = 'x')", true)]
    [InlineData("fact(overlap.from) < today", false)]
    [InlineData("originaire = 'or'", true)]
    public void Formula_is_computed(string text, bool expected) => Assert.Equal(expected, FormulaValue.Holds(FormulaParser.Parse(text), new Source()));

    [Theory]
    [InlineData("motif =")]
    [InlineData("motif = '04' and")]
    [InlineData("(motif = '04'")]
    [InlineData("motif == '04'")]
    [InlineData("motif = '04' 'x'")]
    [InlineData("")]
    [InlineData("and")]
    public void What_is_no_formula_is_refused(string text) => Assert.Throws<FormulaException>(() => FormulaParser.Parse(text));

    [Theory]
    [InlineData("inconnu = 'x'", "There is no field 'inconnu'.")]
    [InlineData("fact(contract.rien) = 1", "There is no fact 'contract.rien'.")]
    [InlineData("filled(inconnu)", "There is no field 'inconnu'.")]
    [InlineData("motif = 4", "A text is not compared with a number.")]
    [InlineData("motif < '05'", "A text is not ordered: only = and != compare it.")]
    [InlineData("motif in (4)", "The list after 'in' holds another type than what stands before it.")]
    [InlineData("debut + 30 > today", "A date plus a number is nothing; a number of days is written 30 d.")]
    [InlineData("debut + fin > today", "A date plus a date is nothing; a number of days is written 30 d.")]
    [InlineData("not motif", "A truth is expected where a text stands.")]
    [InlineData("motif in enfants", "'enfants' after 'in' is no field with several choices.")]
    [InlineData("monthsBetween(debut, 3) = 1", "A date is expected where a number stands.")]
    [InlineData("any(mois, inconnu > 4)", "There is no group 'mois' with such fields.")]
    [InlineData("any(mois, jours)", "What is asked of the rows of 'mois' is no condition.")]
    [InlineData("monthsAfter(debut, fin) = fin", "A number is expected where a date stands.")]
    [InlineData("workDays(debut, 3) = 3", "A date is expected where a number stands.")]
    [InlineData("yearOf(debut) = 2026", "A text is not compared with a number.")]
    public void Formula_that_means_nothing_is_refused(string text, string reason) => Assert.Equal(
        reason, Assert.Throws<FormulaException>(() => FormulaTypes.Of(FormulaParser.Parse(text), Source.TypeOf)).Message);

    private sealed class Source : IFormulaSource
    {
        private static readonly Dictionary<string, (FormulaType Type, object? Value)> Fields = new()
        {
            ["motif"] = (FormulaType.Text, "04"),
            ["enfants"] = (FormulaType.Number, 2m),
            ["maintien"] = (FormulaType.Truth, true),
            ["debut"] = (FormulaType.Date, new DateOnly(2026, 1, 12)),
            ["fin"] = (FormulaType.Date, new DateOnly(2026, 1, 15)),
            ["rien"] = (FormulaType.Text, null),
            ["originaire"] = (FormulaType.Text, "or"),
            ["soins"] = (FormulaType.List, new[] { "optique", "hospitalisation" }),
        };

        public DateOnly Today => new(2026, 11, 25);

        public static FormulaType? TypeOf(string field) => field is "mois.jours" ? FormulaType.Number : Fields.TryGetValue(field, out var found) ? found.Type : null;

        public object? Answer(string field) => Fields[field].Value;

        public object? Fact(string name) => name is "contract.ij.franchise" ? 90m : null;

        public IEnumerable<IFormulaSource> Rows(string group) => group is "mois" ? [new Row(this, 3m), new Row(this, 5m)] : [];
    }

    private sealed class Row(Source all, decimal days) : IFormulaSource
    {
        public DateOnly Today => all.Today;

        public object? Answer(string field) => field is "jours" ? days : all.Answer(field);

        public object? Fact(string name) => all.Fact(name);

        public IEnumerable<IFormulaSource> Rows(string group) => all.Rows(group);
    }
}
