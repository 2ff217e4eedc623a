using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Cluster.Tests.Fixtures;

public enum Outcome
{
    Ok,
    Fail,
    /// <summary>No answer, or one that does not say: done once, or not at all.</summary>
    Unknown,
}

/// <summary>
/// What was asked during faults and what came back. In the end every ok is there exactly once, every fail is absent, every unknown there
/// at most once, nothing else is there; and nobody ever saw less than before.
/// </summary>
public sealed class OperationRecord
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, Outcome> _outcomes = new();
    private readonly ConcurrentDictionary<string, int> _lastSeen = new();
    private readonly ConcurrentQueue<string> _faults = new();

    public int Count(Outcome outcome) => _outcomes.Values.Count(o => o == outcome);

    /// <summary>Runs one operation. A refusal says that it was not done; a lost or late answer, or a 5xx, says nothing.</summary>
    public async Task<Outcome> Run(string id, Func<Task<HttpStatusCode>> operation)
    {
        Outcome outcome;
        try
        {
            var answer = (int)await operation();
            outcome = answer is >= 200 and < 400 ? Outcome.Ok : answer < 500 ? Outcome.Fail : Outcome.Unknown;
        }
        catch (Exception e) when (IsLost(e))
        {
            outcome = Outcome.Unknown;
        }
        // The same operation sent again: what was once certain stays so.
        return _outcomes.AddOrUpdate(id, outcome, (_, before) => before is Outcome.Ok || outcome is Outcome.Unknown ? before : outcome);
    }

    /// <summary>Sends the same operation until somebody says what became of it, as a browser and its person do.</summary>
    public async Task Insist(string id, Func<Task<HttpStatusCode>> operation)
    {
        var started = Stopwatch.StartNew();
        while (await Run(id, operation) is Outcome.Unknown)
        {
            if (started.Elapsed > Patience)
            {
                _faults.Enqueue($"{id} was not answered for {Patience.TotalSeconds} s");
                return;
            }
            await Task.Delay(50);
        }
    }

    public static bool IsLost(Exception e) => e is HttpRequestException or IOException or TaskCanceledException;

    /// <summary>What a reader sees now, newest number last.</summary>
    public void Seen(string reader, IReadOnlyList<int> numbers)
    {
        if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count)))
            _faults.Enqueue($"{reader} saw {string.Join(' ', numbers)}");
        var before = _lastSeen.GetValueOrDefault(reader);
        if (numbers.Count < before)
            _faults.Enqueue($"{reader} saw {numbers.Count} after {before}");
        _lastSeen[reader] = numbers.Count;
    }

    /// <param name="found">What is there in the end: number and id, in order; an empty id stood there before.</param>
    /// <param name="among">Which operations belong here.</param>
    public void Check(IReadOnlyList<(int Seq, string Id)> found, Func<string, bool> among)
    {
        Assert.Equal(Enumerable.Range(1, found.Count), found.Select(f => f.Seq));
        var times = found.Where(f => f.Id.Length > 0).GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (id, outcome) in _outcomes.Where(o => among(o.Key)))
        {
            var there = times.GetValueOrDefault(id);
            if (outcome is Outcome.Ok ? there != 1 : outcome is Outcome.Fail ? there != 0 : there > 1)
                _faults.Enqueue($"{id} was answered {outcome} and is there {there} times");
        }
        foreach (var stranger in times.Keys.Where(id => !_outcomes.ContainsKey(id)))
            _faults.Enqueue($"{stranger} was never sent");
        Assert.Equal([], _faults);
    }
}
