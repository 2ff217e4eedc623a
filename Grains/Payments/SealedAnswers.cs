using System.Security.Cryptography;
using System.Text;
using Grains.Commits;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;

namespace Grains.Payments;

/// <summary>Account numbers among a form's answers: sealed where they are kept, each for its own field alone, and opened for who reads the form.</summary>
public sealed class SealedAnswers(ISealer sealer)
{
    private const string Mark = "sealed:";

    /// <returns>The same, with what was typed as an account number sealed.</returns>
    public IReadOnlyDictionary<string, string> Seal(FormDefinition form, string request, IReadOnlyDictionary<string, string> answers)
    {
        var numbers = form.Fields.Where(f => f.Type is FieldType.Iban).Select(f => f.Name).ToHashSet();
        return numbers.Count == 0 ? answers : answers.ToDictionary(a => a.Key, a => numbers.Contains(a.Key) && a.Value.Length > 0
            ? Mark + Convert.ToBase64String(sealer.Seal(Encoding.UTF8.GetBytes(a.Value), Context(request, a.Key))) : a.Value);
    }

    public DraftAnswers Seal(FormDefinition form, string request, DraftAnswers answers) => answers with { Fields = Seal(form, request, answers.Fields) };

    public IReadOnlyDictionary<string, string> Open(string request, IReadOnlyDictionary<string, string> kept) =>
        kept.Values.Any(v => v.StartsWith(Mark, StringComparison.Ordinal)) ? kept.ToDictionary(k => k.Key, k => Open(request, k.Key, k.Value)) : kept;

    // What anybody types with our mark in front is their text.
    private string Open(string request, string name, string value)
    {
        if (!value.StartsWith(Mark, StringComparison.Ordinal))
            return value;
        try
        {
            return Encoding.UTF8.GetString(sealer.Open(Convert.FromBase64String(value[Mark.Length..]), Context(request, name)));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return value;
        }
    }

    private static string Context(string request, string name) => $"draft-field/{request}/{name}";
}
