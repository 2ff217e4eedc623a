using System.Globalization;

namespace Tests.Fixtures;

/// <summary>Requests released together on sockets that are open already.</summary>
public static class Race
{
    /// <summary>How often a race is run: five times in the quick suite, fifty in the long one.</summary>
    public static int Repetitions { get; } = int.Parse(Environment.GetEnvironmentVariable("GUICHET_RACES") ?? "5", CultureInfo.InvariantCulture);

    /// <summary>Each runner opens its page first; none acts before all stand at the line.</summary>
    public static async Task<TResult[]> Run<TReady, TResult>(int runners, Func<int, Task<TReady>> prepare, Func<TReady, Task<TResult>> act)
    {
        var line = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ready = await Task.WhenAll(Enumerable.Range(0, runners).Select(prepare));
        var running = ready.Select(async r =>
        {
            await line.Task;
            return await act(r);
        }).ToList();
        line.SetResult();
        return await Task.WhenAll(running);
    }
}
