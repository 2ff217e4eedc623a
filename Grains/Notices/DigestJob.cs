using Grains.Commits;
using Grains.Interfaces.Notices;

namespace Grains.Notices;

/// <summary>
/// Looks at the accounts of a chunk and has their mails written. A node that dies in it leaves the job to another one: what it recorded stands, and what it
/// did not is looked at again.
/// </summary>
public sealed class DigestJob(IGrainFactory grains, DigestService digests) : IJobHandler
{
    private const int AtATime = 4;

    public string Kind => DigestStep.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var step = DigestStep.Read(job);
        var portal = grains.GetGrain<IDigestGrain>(step.Portal);
        if (await portal.Next(step.Until, step.Chunk) is not { } chunk)
            return;
        var people = await digests.People(step.Portal, chunk.After, DigestStep.ChunkSize, cancel);
        var mails = new DigestMail?[people.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, people.Count), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel },
            async (i, stop) => mails[i] = await digests.Compose(people[i], chunk, stop));
        var (last, isLast) = (people.Count > 0 ? people[^1].Account : chunk.After, people.Count < DigestStep.ChunkSize);
        await portal.Record(job.Operation.Step("record"), new DigestResult(step.Until, step.Chunk, last, isLast, [.. mails.OfType<DigestMail>()]));
    }
}
