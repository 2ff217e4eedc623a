using System.Text.Json;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>How far an import is.</summary>
public sealed record ImportSummary
{
    public string Import { get; init; } = "";

    public string Company { get; init; } = "";

    public string FileName { get; init; } = "";

    public ImportStage Stage { get; init; }

    /// <summary>Lines of the file that name somebody.</summary>
    public int Lines { get; init; }

    public int Ready { get; init; }

    public int Skipped { get; init; }

    public int Refused { get; init; }

    public int Invited { get; init; }

    public ImportKind Kind { get; init; }

    public int Ported { get; init; }

    public int ToProve { get; init; }

    public int NotPorted { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string Format { get; init; } = "";

    /// <summary>Names of who moved it; empty where nobody has.</summary>
    public string StartedBy { get; init; } = "";

    public string ConfirmedBy { get; init; } = "";

    public string CancelledBy { get; init; } = "";

    /// <summary>The reader has the right to the company's affiliations; who began it reads its numbers without.</summary>
    public long Readable { get; init; }

    public string Id => EmployeeChange.Id(Import);

    /// <summary>Lines that have a verdict.</summary>
    public int Judged => Ready + Skipped + Refused + Invited;

    public int Of(ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Ready => Ready,
        ImportVerdict.Skipped => Skipped,
        ImportVerdict.Refused => Refused,
        ImportVerdict.Done => Invited,
        _ => Lines - Judged,
    };

    public ImportFormat Detected => JsonSerializer.Deserialize<ImportFormat>(Format)!;
}

public sealed record ImportLineView(int Line, ImportVerdict Verdict, IReadOnlyList<LineFault> Faults, LineContent Content)
{
    /// <summary>As of <see cref="ImportLine.Version"/>.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Name of who typed it last; empty as the file says it.</summary>
    public string CorrectedBy { get; init; } = "";

    /// <summary>As of <see cref="ImportLine.Outcome"/>; null of a line that is neither ready nor done.</summary>
    public LineOutcome? Outcome { get; init; }
}

/// <param name="Next">The line after which the next page begins; null on the last one.</param>
public sealed record ImportView(ImportSummary Import, IReadOnlyList<ImportLineView> Lines, int? Next);

/// <summary>As it is stored.</summary>
internal sealed record StoredLine
{
    public int Line { get; init; }

    public ImportVerdict Verdict { get; init; }

    public string Faults { get; init; } = "";

    public string Person { get; init; } = "";

    public byte[] Content { get; init; } = [];

    public int Version { get; init; }

    public string CorrectedBy { get; init; } = "";

    public string Outcome { get; init; } = "";

    public ImportLine Whole => new(Line, Person, Content) { Version = Version, CorrectedBy = CorrectedBy, Outcome = OutcomeText.Read(Outcome) };
}

/// <summary>Of a line that is to be typed anew.</summary>
internal sealed record LineStanding
{
    public ImportVerdict Verdict { get; init; }

    public int Version { get; init; }

    public string Outcome { get; init; } = "";
}
