using Grains.Interfaces.Employees.Departures;
using Grains.Text;
using Web.Accounts.Profile;
using Web.Documents;
using Web.Security;

namespace Web.Employees.Departures.Proofs;

/// <summary>The files of a proof on their way: those that came with a form that was refused are kept for the next.</summary>
/// <param name="Kept">Ids with their names.</param>
public sealed record ProofFiles(IReadOnlyList<(string File, string Name)> Kept, IReadOnlyList<FieldFault> Faults)
{
    private const string Field = "fichier";
    private const int Longest = 260;

    public static readonly ProofFiles None = new([], []);

    public string? Fault => Faults.Count == 0 ? null : string.Join(' ', Faults.Select(f => f.Sentence));

    /// <summary>Takes what was chosen now beside what the form gives back.</summary>
    public static async Task<ProofFiles> Take(IFormCollection form, Uploads uploads, string uploader, CancellationToken cancel)
    {
        var before = form["piece"].Zip(form["nom_piece"]).Select(p => (Line(p.First), Line(p.Second))).Where(p => p.Item1.Length > 0).Take(ProofFile.Most).ToList();
        var taken = await uploads.TakeAll(form.Files.Where(f => f.Name == Field), uploader, cancel, most: ProofFile.Most - before.Count);
        List<(string, string)> kept = [.. before, .. taken.Kept.Select(f => (f.File, f.Name))];
        return new ProofFiles(kept, [
            .. taken.Faults.Select(f => new FieldFault(Field, f)),
            .. kept.Count == 0 && taken.Faults.Count == 0 ? [new FieldFault(Field, PortabilityTexts.FileMissing)] : Array.Empty<FieldFault>(),
        ]);
    }

    public ProofFiles Refused(string sentence) => new([], [new FieldFault(Field, sentence)]);

    private static string Line(string? typed) => SingleLine.Of(typed ?? "") is { Length: <= Longest } text ? text : "";
}

/// <summary>The form by which a proof is handed in, by its leaver or by their employer.</summary>
/// <param name="Action">Where it posts to.</param>
/// <param name="Help">What the proof is, in a sentence.</param>
/// <param name="Due">Until when, in a sentence.</param>
public sealed record ProofDeposit(ExpectedProof Expected, string Action, string Help, string Due, ProofFiles Files)
{
    public string Operation { get; } = FormOperations.NewKey();

    public static string Hint => string.Format(PortabilityTexts.FilesHint, UploadLabels.Limit, ProofFile.Most);
}
