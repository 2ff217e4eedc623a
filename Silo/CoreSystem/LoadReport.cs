using System.Text.Json;
using Grains.Contracts;

namespace Silo.CoreSystem;

/// <summary>What became of a load.</summary>
/// <param name="Companies">How many of the file were loaded.</param>
/// <param name="Written">Rows that were new or changed.</param>
/// <param name="Absent">Of a full load: what is known and was not in it, « absent du fichier ».</param>
/// <param name="Changed">SIRENs of which something may have changed.</param>
/// <param name="Repeated">The same load was carried out before: nothing was looked at.</param>
public sealed record LoadReport(
    int Companies, int Insured, int Written, IReadOnlyList<LoadRefusal> Refused, IReadOnlyList<LoadWarning> Warned, IReadOnlyList<string> Absent,
    IReadOnlySet<string> Changed, bool Repeated = false)
{
    private const int Told = 50;

    public static readonly LoadReport Again = new(0, 0, 0, [], [], [], new HashSet<string>(), Repeated: true);

    /// <summary>One line for the operator.</summary>
    public override string ToString() => Repeated ? "already loaded, nothing was written" :
        $"{Companies} companies, {Insured} insured people"
        + List("refused", [.. Refused.Select(r => $"{r.Path} {Code(r.Fault)}")])
        + List("to look at", [.. Warned.Select(w => $"{w.Path} {Code(w.Finding.Warning)} ({w.Finding.Place})")])
        + List("absent du fichier", Absent);

    public static string Code(ContractFault fault) => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{fault}");

    public static string Code(ContractWarning warning) =>
        warning is ContractWarning.Cadres150 ? "CADRES_1_50" : JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{warning}");

    private static string List(string what, IReadOnlyList<string> items) =>
        items.Count == 0 ? "" : $"; {items.Count} {what}: {string.Join(", ", items.Take(Told))}{(items.Count > Told ? ", …" : "")}";
}
