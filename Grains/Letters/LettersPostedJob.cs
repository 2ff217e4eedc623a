using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Employees;

namespace Grains.Letters;

public sealed record PostedLetters(IReadOnlyList<string> Letters, DateTimeOffset At);

/// <summary>Tells each letter's employee that it was posted. Again after a kill: who knows already does nothing.</summary>
public sealed class LettersPostedJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "letters-posted";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var posted = JsonSerializer.Deserialize<PostedLetters>(job.Payload)!;
        return Parallel.ForEachAsync(posted.Letters, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (letter, _) =>
            await grains.GetGrain<IEmployeeGrain>(OwnerOf(letter)).LetterPosted(job.Operation.Step(letter), letter, posted.At));
    }

    public static Effect Of(string run, PostedLetters letters) =>
        new Schedule(JobKind, $"{JobKind}/{run}", JsonSerializer.Serialize(letters), letters.At, JobLane.Bulk);

    private static string OwnerOf(string letter) => letter[(letter.IndexOf('/', StringComparison.Ordinal) + 1)..letter.LastIndexOf('/')];
}
