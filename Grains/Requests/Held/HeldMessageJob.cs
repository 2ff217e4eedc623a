using System.Globalization;
using Grains.Commits;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Held;

/// <summary>Lets a message go that nobody took back.</summary>
public sealed class HeldMessageJob(IGrainFactory grains) : IJobHandler
{
    public const string JobKind = "held-message";

    private const char Parts = ' ';

    public string Kind => JobKind;

    internal static string Payload(string request, long id) => $"{id}{Parts}{request}";

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var (id, request) = job.Payload.Split(Parts, 2) is [var number, var key] ? (number, key) : throw new JobRefusedException("No held message.");
        return grains.GetGrain<IRequestGrain>(request).LetGo(job.Operation, long.Parse(id, CultureInfo.InvariantCulture));
    }
}
