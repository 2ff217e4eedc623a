using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>How far an import is. Its lines are rows.</summary>
public sealed record ImportState : GrainState
{
    /// <summary>Null until it begins.</summary>
    public NewImport? Import { get; init; }

    /// <summary>Who began it.</summary>
    public Caller? By { get; init; }

    /// <summary>By whose right it does what its lines ask for; null until it is confirmed.</summary>
    public Caller? ConfirmedBy { get; init; }

    /// <summary>Name of who did; empty unless it was cancelled.</summary>
    public string CancelledBy { get; init; } = "";

    public ImportStage Stage { get; init; }

    public ImportPhase Phase { get; init; }

    /// <summary>The chunk of the phase that is to do.</summary>
    public int Chunk { get; init; }

    /// <summary>The last line that was done in the phase.</summary>
    public int After { get; init; }

    /// <summary>Lines that are there.</summary>
    public int Added { get; init; }

    public int Ready { get; init; }

    public int Skipped { get; init; }

    public int Refused { get; init; }

    /// <summary>Lines that are done, whatever they ask for.</summary>
    public int Invited { get; init; }

    /// <summary>Lines that are ready or done, by what they do to portability; 0 where they end no rights.</summary>
    public int Ported { get; init; }

    public int ToProve { get; init; }

    public int NotPorted { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    internal bool IsOver => Stage is ImportStage.Done or ImportStage.DoneInPart or ImportStage.Stopped or ImportStage.Cancelled;

    /// <summary>Verdicts that there are, for progress.</summary>
    internal int Judged => Ready + Skipped + Refused + Invited;

    internal bool IsOf(Caller by) => By is { } began && began.Account == by.Account;

    internal ImportListRow Row(string import) => new(
        import, By!.Account, Import!.Company, Import.FileName, Stage, Import.Lines, Ready, Skipped, Refused, Invited, StartedAt, EndedAt,
        JsonSerializer.Serialize(Import.Format), By.Name, ConfirmedBy?.Name ?? "", CancelledBy, Import.Kind,
        Ported, ToProve, NotPorted);
}
