using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Ties;

/// <summary>Tells the request at the other end of a tie, as one operation however often the job is run: again after a kill, it changes nothing.</summary>
public sealed class TieJob(IGrainFactory grains) : IJobHandler
{
    public const string JobKind = "request-tie";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var due = JsonSerializer.Deserialize<Due>(job.Payload)!;
        return grains.GetGrain<IRequestTiesGrain>(due.Other).Tied(OperationId.Of(job.Key, "tied"), due.Tie);
    }

    /// <param name="other">Key of the request that is told.</param>
    /// <param name="of">Which of the ties of its request, by a number that never comes again.</param>
    internal static Effect Tell(string other, RequestTie tie, string of, DateTimeOffset at) => new Schedule(
        JobKind, $"{JobKind}/{tie.Request}/{of}", JsonSerializer.Serialize(new Due(other, tie)), at, JobLane.Grains);

    private sealed record Due(string Other, RequestTie Tie);
}
