using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Text;
using Silo.Files;

namespace Web.Employees.Papers;

/// <param name="Scan">What the virus scanner said.</param>
public sealed record PaperFile(string File, string Name, long Size, DateTimeOffset At, long Scan = 0);

/// <summary>One paper that is asked for somebody, with what came; nothing while it is awaited.</summary>
/// <param name="Person">First and last name.</param>
public sealed record PaperLine(int Rank, string Person, PaperKind Kind, IReadOnlyList<PaperFile> Files)
{
    public bool IsMissing => Files.Count == 0;

    public string Label => Kind switch
    {
        PaperKind.MarriageAct => PaperTexts.MarriageAct,
        PaperKind.PacsAttestation => PaperTexts.PacsAttestation,
        PaperKind.AddressProof => PaperTexts.AddressProof,
        PaperKind.BirthAct => PaperTexts.BirthAct,
        PaperKind.SchoolCertificate => PaperTexts.SchoolCertificate,
        _ => PaperTexts.RightsAttestation,
    };

    // Who handed it in is led to it before the scanner has spoken: it is their own.
    public static IReadOnlyList<PaperLine> Of(AffiliationView view, DateTimeOffset now) => Lines(
        [.. view.Beneficiaries.Select(p => (p.From is null ? p.Link : null, $"{p.FirstName} {p.LastName}", p.BirthDate))],
        view.Papers.ToLookup(p => new AskedPaper(p.Rank, p.Kind), p => new PaperFile(p.File, p.Name, p.Size, p.At, (long)ScanVerdict.Clean)), now);

    public static IReadOnlyList<PaperLine> Of(EmployeeSheet sheet, DateTimeOffset now) => Lines(
        [.. sheet.Beneficiaries.Select(p => (p.FromOn.Length == 0 ? p.Link : null, $"{p.FirstName} {p.LastName}", EmployeeLabels.Day(p.BirthDate)!.Value))],
        sheet.Papers.ToLookup(
            p => new AskedPaper((int)p.Rank, (PaperKind)p.Kind),
            p => new PaperFile(p.File, p.Name, p.Size, DateTimeOffset.FromUnixTimeMilliseconds(p.At), p.Scan)), now);

    // Of who was added by a request, whose link stands for nothing here, the pieces came with it.
    // A paper that came stays in sight also where it is no longer asked for: somebody may have come of age since.
    private static IReadOnlyList<PaperLine> Lines(
        IReadOnlyList<(string? Link, string Name, DateOnly BirthDate)> people, ILookup<AskedPaper, PaperFile> held, DateTimeOffset now) =>
        [.. people.SelectMany((p, i) => (p.Link is null ? [] : BeneficiaryPapers.KindsFor(p.Link, p.BirthDate, Paris.Day(now)))
            .Union(held.Where(h => h.Key.Rank == i + 1).Select(h => h.Key.Kind))
            .Select(kind => new PaperLine(i + 1, p.Name, kind, [.. held[new AskedPaper(i + 1, kind)]])))];
}
