using System.Globalization;
using Grains.Requests.Forms;
using Grains.Requests.Forms.Formulas;

namespace Grains.Tests.Requests.Rules;

/// <summary>
/// A line of a form's table: answers that differ from whole ones, and what the form says to them. Today is 25/11/2026.
/// </summary>
/// <param name="form">As it ships.</param>
/// <param name="whole">Answers that are sent as they are; <c>@fact=value</c> for what the core system says.</param>
public sealed class FormRule(string form, params IReadOnlyList<string> whole)
{
    private static readonly FormCatalogue Forms = new();
    private readonly FormDefinition _form = Forms.Get(form);

    /// <param name="changes"><c>field=answer; @fact=value; group=2; group.1.field=answer</c>; an empty answer takes one away.</param>
    /// <param name="expected">
    /// Parted by <c> | </c>: <c>sent</c> (nothing is wrong), <c>!field Fault</c> or <c>!field sentence</c>, <c>?field sentence</c> (a warning),
    /// <c>.field sentence</c> (for information), <c>field=answer</c> (filled in), <c>+piece</c> (needed to send), <c>~piece</c> (may come later),
    /// <c>-piece</c> (not asked for); a star behind a piece says that it is veiled.
    /// </param>
    public void Says(string changes, string expected)
    {
        var (answers, facts) = Typed(changes);
        var said = new FormAnswers(_form, answers, facts);
        var faults = said.Faults();
        foreach (var line in expected.Split(" | "))
        {
            var (sign, rest) = (line[0], line[1..]);
            var (field, text) = rest.Split(' ', 2) is [var one, var two] ? (one, two) : (rest, "");
            switch (sign)
            {
                case '!':
                    Assert.Contains((field, text), faults.Select(f => (f.Input, f.Fault is Fault.Said ? f.Arguments[0] : f.Fault.ToString())));
                    break;
                case '?' or '.':
                    Assert.Contains(
                        (field, sign is '?' ? CheckLevel.Warn : CheckLevel.Info, text), said.Notes().Select(n => (n.Input, n.Level, n.Text)));
                    Assert.DoesNotContain(faults, f => f.Input == field);
                    break;
                case '+' or '~':
                    Assert.Contains(
                        (field, sign is '~', false),
                        said.Pieces().Select(p => (p.IsVeiled ? $"{p.Id}*" : p.Id, p.Due is PieceDue.Later, false)));
                    break;
                case '-':
                    Assert.DoesNotContain(field, said.Pieces().Select(p => p.Id));
                    break;
                default:
                    if (line == "sent")
                        Assert.Empty(faults.Select(f => $"{f.Input}: {f.Fault} {string.Join(' ', f.Arguments)}"));
                    else
                        Assert.Equal(line.Split('=')[1], Filled(said, line.Split('=')[0]));
                    break;
            }
        }
    }

    private static string Filled(FormAnswers said, string input) => said.Whole().GetValueOrDefault(input, "");

    private (Dictionary<string, string> Answers, FormFacts Facts) Typed(string changes)
    {
        var (answers, values) = (new Dictionary<string, string>(), new Dictionary<string, object>());
        foreach (var pair in whole.SelectMany(w => w.Split("; ")).Concat(changes.Split("; ", StringSplitOptions.RemoveEmptyEntries)))
        {
            var (name, text) = (pair.Split('=', 2)[0].Trim(), pair.Split('=', 2)[1]);
            if (!name.StartsWith('@'))
                answers[name] = text;
            else if (text.Length == 0)
                values.Remove(name[1..]);
            else
                values[name[1..]] = Value(FormFacts.Known[name[1..]], text);
        }
        var people = values.GetValueOrDefault("insured.everybody") as IReadOnlyList<string> ?? [];
        return (answers, new FormFacts(new DateOnly(2026, 11, 25))
        {
            Values = values,
            Labels = new Dictionary<string, string> { ["salarie"] = "Maëlys Corvandier", ["contrat"] = "Santé, SA1" },
            Stops = [new FormOption("2026-000123", "Du 12/11/2026 au 04/12/2026 (2026-000123)")],
            People = [.. people.Select(p => new FormOption(p, p))],
        });
    }

    private static object Value(FormulaType type, string text) => type switch
    {
        FormulaType.Date => DateOnly.ParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture),
        FormulaType.Number => decimal.Parse(text, CultureInfo.InvariantCulture),
        FormulaType.Truth => text == "oui",
        FormulaType.List => text.Split(','),
        _ => text,
    };
}
