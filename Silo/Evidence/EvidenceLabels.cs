using System.Globalization;
using Grains.Contracts;
using Grains.Employees.Evidence;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees.Waivers;
using Grains.Text;

namespace Silo.Evidence;

/// <summary>How a granted waiver is said on papers and in tables, which are written where there are no pages.</summary>
public static class EvidenceLabels
{
    /// <summary>« contrat individuel »; the code where it is no longer known.</summary>
    public static string Case(string code) => Text(code) ?? code;

    internal static IReadOnlyList<string> Columns =>
    [
        EvidenceTexts.Number, EvidenceTexts.LastName, EvidenceTexts.FirstName, EvidenceTexts.Contract, EvidenceTexts.Case, EvidenceTexts.Basis, EvidenceTexts.AskedOn,
        EvidenceTexts.Occasion, EvidenceTexts.Reason, EvidenceTexts.DecidedOn, EvidenceTexts.DecidedBy, EvidenceTexts.From, EvidenceTexts.Until, EvidenceTexts.File,
        EvidenceTexts.Sha256,
    ];

    internal static IReadOnlyList<string> Cells(EvidenceContent line) =>
    [
        line.Line.ToString(CultureInfo.InvariantCulture), line.LastName, line.FirstName, line.Contract, $"{line.Case}, {Case(line.Case)}", Basis(line), Digits(Paris.Day(line.AskedAt)),
        Occasion(line), line.Reason, line.DecidedAt is { } at ? Digits(Paris.Day(at)) : "", By(line), Digits(line.From), line.Until is { } last ? Digits(last) : "", Proof(line),
        line.Sha256,
    ];

    internal static string Contract(EvidenceContent line) =>
        string.Format(EvidenceTexts.ContractOf, line.Contract, Text($"Universe{line.Universe}") ?? EvidenceTexts.UniverseNone);

    /// <summary>« de droit, art. D. 911-2, 2° du Code de la sécurité sociale », « prévue par l’accord du 3 février 2021 »</summary>
    internal static string Basis(EvidenceContent line) => WaiverCase.Of(line.Case) is { IsByRight: true } ? Text($"Basis{line.Case}") ?? ""
        : string.Format(Text($"Basis{line.Case}") ?? "{0}", string.Format(EvidenceTexts.BasisAct, Act(line)));

    /// <summary>On which occasion one of right was asked for; nothing of any other.</summary>
    internal static string Occasion(EvidenceContent line) => WaiverCase.Of(line.Case) is not { IsByRight: true } ? ""
        : line.Window is WaiverWindow.None ? EvidenceTexts.WindowLate : Text($"Window{(int)line.Window}") ?? "";

    internal static string By(EvidenceContent line) => line.By.Length > 0 ? line.By : EvidenceTexts.Insurer;

    /// <summary>Where it is in the archive, or why it is not.</summary>
    internal static string Proof(EvidenceContent line) => line.Proof switch
    {
        EvidenceProof.Enclosed => line.Path,
        EvidenceProof.Declaration => EvidenceTexts.Declaration,
        _ => string.Format(EvidenceTexts.Withheld, line.FileName),
    };

    private static string Act(EvidenceContent line)
    {
        var act = Enum.TryParse<ActKind>(line.ActKind, ignoreCase: true, out var kind) ? kind switch
        {
            ActKind.Referendum => EvidenceTexts.ActReferendum,
            ActKind.Due => EvidenceTexts.ActDue,
            _ => EvidenceTexts.ActAccord,
        } : EvidenceTexts.ActUnknown;
        return DateOnly.TryParseExact(line.ActOn, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? string.Format(EvidenceTexts.ActOn, act, FrenchDates.Day(on)) : act;
    }

    private static string Digits(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string? Text(string name) => EvidenceTexts.ResourceManager.GetString(name, CultureInfo.InvariantCulture);
}
