using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Clients;

namespace Grains.Clients;

/// <summary>What is remembered of the readings of a sheet: the last one; all of them stand in its journal.</summary>
public sealed record ClientSheetState : GrainState
{
    public const string ReadAction = "sheet-read";

    public DateTimeOffset? ReadAt { get; init; }

    public string ReadBy { get; init; } = "";

    public Decision<ClientSheetState, Nothing, ClientSheetRefusal> NoteReading(string sheet, Caller by, DateTimeOffset now)
    {
        if (!by.IsStaff)
            return ClientSheetRefusal.NotFound;
        return new(this with { ReadAt = now, ReadBy = by.Account }, default, null, [JournalRow.Of(sheet, now, by.Account, ReadAction)]);
    }
}
