using Grains.Commits;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Promises;

/// <summary>Wakes a request when little is left of its promise, and when it is over: to tell people, not to make it so.</summary>
public sealed class PromiseJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "request-promise";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<IRequestGrain>(job.Payload).PromiseCame(job.Operation);

    /// <summary>In place of the work that the promise had before.</summary>
    public static IEnumerable<Effect> Follow(string request, RequestPromise? before, RequestPromise? now)
    {
        var (was, next) = (Next(before), Next(now));
        if (was == next)
            yield break;
        if (was is { } old)
            yield return new Cancel(Key(request, old));
        if (next is { } due)
            yield return new Schedule(JobKind, Key(request, due), request, due, JobLane.Grains);
    }

    // Late is what is past its instant.
    private static DateTimeOffset? Next(RequestPromise? promise) =>
        promise?.Due is not { } due ? null : !promise.Warned && promise.WarnAt < due ? promise.WarnAt : promise.LateTold ? null : due.AddSeconds(1);

    private static string Key(string request, DateTimeOffset due) => $"promise/{request}/{due.ToUnixTimeMilliseconds()}";
}
