using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Employees.Evidence;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Evidence;

/// <summary>What became of the proof of a waiver.</summary>
public enum EvidenceProof
{
    /// <summary>It is in the archive.</summary>
    Enclosed = 1,
    /// <summary>The request itself is the declaration.</summary>
    Declaration,
    /// <summary>The employer may not read it: the scanner refuses it, or has not seen it yet.</summary>
    Withheld,
}

/// <summary>A waiver as the bundle lists it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="By">Name of who granted it; empty for the insurer.</param>
/// <param name="FileName">As the employee called it; empty without one.</param>
/// <param name="Path">Of the file in the archive; empty where it is not there.</param>
public sealed record EvidenceContent(
    int Line, string LastName, string FirstName, string Contract, long Universe, string ActKind, string ActOn, string Case, WaiverWindow Window, string Reason,
    DateTimeOffset AskedAt, DateOnly From, DateOnly? Until, DateTimeOffset? DecidedAt, string By, EvidenceProof Proof, string FileName, string Path, string Sha256);

/// <summary>Lines as they are kept: nobody reads a name or a reason in a copy of the database.</summary>
public sealed class EvidenceSeal(ISealer sealer)
{
    public EvidenceLine Close(string bundle, EvidenceContent line) => new(line.Line, sealer.Seal(JsonSerializer.SerializeToUtf8Bytes(line), Context(bundle, line.Line)));

    public EvidenceContent Open(string bundle, int line, byte[] content) => JsonSerializer.Deserialize<EvidenceContent>(sealer.Open(content, Context(bundle, line)))!;

    private static string Context(string bundle, int line) => $"evidence-line/{bundle}/{line}";
}
