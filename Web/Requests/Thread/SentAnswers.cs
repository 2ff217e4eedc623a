using Grains.Requests.Forms;
using Web.Requests.Drafts;

namespace Web.Requests.Thread;

/// <summary>What was answered in a form's steps, as « Votre demande » shows it to both sides.</summary>
/// <param name="Step">The step's title.</param>
public sealed record SentAnswers(string Step, IReadOnlyList<SentAnswer> Answers)
{
    /// <summary>The steps in which something was answered. The company stands among the facts, files beside their messages.</summary>
    public static IReadOnlyList<SentAnswers> Of(FormDefinition? form, IReadOnlyDictionary<string, string> answers) => form is null ? [] :
    [
        .. form.Steps
            .Select(step => new SentAnswers(step.Title,
            [
                .. step.Fields.Where(field => field.Type is not (FieldType.Company or FieldType.Files))
                    .SelectMany(field => field.Type is FieldType.Group ? Rows(form, field, answers)
                        : [new SentAnswer(field.Label, form.Shown(field, answers), field.Type is FieldType.Longtext)])
                    .Where(answer => answer.Text.Length > 0),
            ]))
            .Where(step => step.Answers.Count > 0),
    ];

    // What was sent is whole: nothing of it is computed again.
    private static IEnumerable<SentAnswer> Rows(FormDefinition form, FormField group, IReadOnlyDictionary<string, string> answers) =>
        new FormAnswers(form, answers, new FormFacts(default)).Rows(group).Select(row => new SentAnswer(
            $"{group.Label} {row.Number}",
            string.Join(" · ", group.Fields.Select(f => FormWords.Said(f, FieldKinds.Shown(f, answers.GetValueOrDefault(row.Input(f), "")))).Where(said => said.Length > 0)),
            IsLong: false));
}

/// <param name="IsLong">Its lines are kept.</param>
public sealed record SentAnswer(string Label, string Text, bool IsLong);
