using System.Collections.Concurrent;
using Grains.Spaces;

namespace Web.Live;

/// <summary>Which spaces hold a company, kept until a space changes.</summary>
public sealed class SpacesOfCompanies(SpaceQueries queries)
{
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    // Replaced, never cleared: an answer that was asked for before lands in the one that nobody reads any more.
    private volatile ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>>>> _known = new();

    /// <summary>Null when it has to be asked for.</summary>
    public IReadOnlyList<string>? Known(string company) =>
        _known.TryGetValue(company, out var asked) && asked is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } found } ? found.Result : null;

    /// <summary>Asks five times, a second apart, while the store is away.</summary>
    public async Task<IReadOnlyList<string>> Find(string company)
    {
        for (var tries = 1; ; tries++)
        {
            var known = _known;
            var asked = known.GetOrAdd(company, c => new(() => queries.Holding(c)));
            try
            {
                return await asked.Value;
            }
            catch (Exception) when (tries < Tries)
            {
                known.TryRemove(new(company, asked));
            }
            catch
            {
                known.TryRemove(new(company, asked));
                throw;
            }
            await Task.Delay(Pause);
        }
    }

    public void Forget() => _known = new();
}
