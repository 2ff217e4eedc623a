using System.Diagnostics;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Bench.Imports;

/// <summary>People who read while somebody else's file is worked on: a page each 50 ms, and the node's memory (working set) beside.</summary>
internal sealed class OtherPeople : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private const int Warm = 20;
    private readonly List<double> _times = [];
    private readonly Node _node;
    private readonly IReadOnlyList<(Person Who, string Page)> _pages;
    private CancellationTokenSource _enough = new();
    private long _rest;
    private long _peak;
    private Task _reading = Task.CompletedTask;

    private OtherPeople(Node node, params IEnumerable<(Person, string)> pages) => (_node, _pages) = (node, [.. pages]);

    public int Process => _node.ProcessId;

    public static async Task<OtherPeople> SignIn(Node node)
    {
        var (customer, adviser) = (await Import.SignedIn(node, DemoPeople.Ousmane), await Import.SignedIn(node, DemoPeople.Claire));
        string[] pages = ["accueil", "demandes", "salaries"];
        return new OtherPeople(node, [.. pages.Select(p => (customer, $"/{customer.Portal}/{p}")), (adviser, "/gestion/demandes")]);
    }

    /// <summary>Reads each page some times, notes what memory the node holds at rest, then reads until <see cref="End"/>.</summary>
    public async Task Begin()
    {
        for (var i = 0; i < Warm; i++)
        {
            foreach (var (who, page) in _pages)
                await who.Tab.Read(page);
        }
        _times.Clear();
        (_enough, _rest, _peak) = (new CancellationTokenSource(), Memory(), 0);
        _reading = Read();
    }

    /// <summary>The most memory above what the node had before, in MB, and what their pages took, in ms.</summary>
    public async Task<(long Rise, double P50, double P95)> End()
    {
        await _enough.CancelAsync();
        await _reading;
        _times.Sort();
        return ((_peak - _rest) >> 20, _times[_times.Count / 2], _times[_times.Count * 95 / 100]);
    }

    public void Dispose()
    {
        _enough.Dispose();
        foreach (var who in _pages.Select(p => p.Who).Distinct())
            who.Dispose();
    }

    private async Task Read()
    {
        for (var i = 0; !_enough.IsCancellationRequested; i++)
        {
            var (who, page) = _pages[i % _pages.Count];
            var at = Stopwatch.GetTimestamp();
            await who.Tab.Read(page);
            _times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            _peak = Math.Max(_peak, Memory());
            await Task.Delay(Pace);
        }
    }

    private long Memory()
    {
        using var process = System.Diagnostics.Process.GetProcessById(_node.ProcessId);
        return process.WorkingSet64;
    }
}
