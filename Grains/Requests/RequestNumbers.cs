using System.Globalization;
using Grains.Commits;
using Grains.Text;

namespace Grains.Requests;

/// <summary>
/// Numbers of requests, <c>2026-000123</c>, per deployment and year. Drawn in blocks before the turn: unused ones are lost, none is
/// given twice.
/// </summary>
public sealed class RequestNumbers(IStateStore store, TimeProvider clock) : IDisposable
{
    private const int Block = 20;
    private readonly SemaphoreSlim _one = new(1);
    private int _year;
    private long _next;
    private long _end;

    public async Task<string> Next(CancellationToken cancel)
    {
        var year = Paris.Day(clock.GetUtcNow()).Year;
        await _one.WaitAsync(cancel);
        try
        {
            if (year != _year || _next == _end)
            {
                _next = await store.DrawNumbers($"request/{year}", Block, cancel);
                (_year, _end) = (year, _next + Block);
            }
            return string.Create(CultureInfo.InvariantCulture, $"{year}-{_next++:D6}");
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
