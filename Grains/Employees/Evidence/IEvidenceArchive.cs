using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

/// <summary>Writes the file of a bundle, a step after the other.</summary>
public interface IEvidenceArchive
{
    /// <summary>What one run of a step writes begins at what is written by now.</summary>
    /// <param name="run">Another for each run.</param>
    IEvidenceWriting Begin(string bundle, int step, long run, EvidenceDue due);
}

/// <summary>Whole files, one after the other; nothing counts before the step is recorded.</summary>
public interface IEvidenceWriting
{
    /// <summary>Of all that is written, in bytes.</summary>
    long Size { get; }

    /// <summary>A stored file; null where nobody may read it.</summary>
    /// <param name="path">In the archive, without the ending.</param>
    Task<EvidenceEntry?> AddProof(string path, string file, CancellationToken cancel);

    /// <summary>The paper that lists these waivers.</summary>
    Task<EvidenceEntry> AddIndex(EvidenceIndex index, CancellationToken cancel);

    /// <summary>The same of all as a table.</summary>
    /// <param name="lines">Read twice.</param>
    Task<EvidenceEntry> AddTable(Func<IAsyncEnumerable<EvidenceContent>> lines, CancellationToken cancel);

    /// <summary>The fingerprints, as <c>sha256sum -c</c> reads them.</summary>
    /// <param name="entries">Read twice.</param>
    Task<EvidenceEntry> AddFingerprints(Func<IAsyncEnumerable<EvidenceEntry>> entries, CancellationToken cancel);

    /// <summary>Ends the archive.</summary>
    Task End(IAsyncEnumerable<EvidenceEntry> entries, CancellationToken cancel);

    /// <summary>Writes what is left; how many rows the run has written.</summary>
    Task<int> Flush(CancellationToken cancel);
}

/// <param name="Number">From 1, of <paramref name="Of"/> papers.</param>
public sealed record EvidenceIndex(
    string Portal, string CompanyName, string Siren, string AskedBy, DateTimeOffset AskedAt, int Number, int Of, IReadOnlyList<EvidenceContent> Lines);
