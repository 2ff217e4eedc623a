using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces.Mandates;

/// <summary>Tells a firm's space what was done about one of its mandates: its journal is its own to write.</summary>
public sealed class FirmJournalJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "firm-journal";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var note = JsonSerializer.Deserialize<FirmNote>(job.Payload)!;
        return grains.GetGrain<ISpaceMandateGrain>(note.Firm).NoteMandate(job.Operation, note);
    }

    internal static Effect Of(string client, FirmNote note) => new Schedule(
        JobKind, $"{JobKind}/{client}/{note.Action}/{note.About}/{note.At.ToUnixTimeMilliseconds()}", JsonSerializer.Serialize(note), note.At, JobLane.Grains);
}
