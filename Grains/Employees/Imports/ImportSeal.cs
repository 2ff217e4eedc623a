using System.Text;
using Grains.Commits;
using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Imports;

/// <summary>Lines as they are kept: nobody reads a number or a name in a copy of the database, and the same person is found again on another line.</summary>
public sealed class ImportSeal(ISealer sealer)
{
    public ImportLine Close(string import, LineContent line) => new(line.Line, PersonOf(import, line), sealer.Seal(line.ToBytes(), Context(import, line.Line)));

    public OpenLine Open(string import, ImportLine line) => new(line, LineContent.Read(sealer.Open(line.Content, Context(import, line.Line))));

    /// <summary>Of somebody who is known, whatever a line says of them.</summary>
    public string PersonOf(string import, string employee) => Marked(import, $"employee/{employee}");

    // By their number; without one by names and birth date, as employees are found.
    private string PersonOf(string import, LineContent line)
    {
        var named = SearchText.Normalize($"{line[ImportField.LastName]}/{line[ImportField.FirstName]}");
        var who = ImportRules.NirOf(line) is { Length: > 0 } nir ? nir
            : string.IsNullOrWhiteSpace(named) ? "" : $"{named}/{line[ImportField.BirthDate]}";
        return who.Length == 0 ? "" : Marked(import, who);
    }

    private string Marked(string import, string who) => Convert.ToHexStringLower(sealer.Mac(Encoding.UTF8.GetBytes($"{import}/{who}"), "import-person"));

    private static string Context(string import, int line) => $"import-line/{import}/{line}";
}
