using Orleans;
using Orleans.Runtime;

namespace Grains.Tests.Clustering.Fixtures;

/// <summary>Carries what the request context holds from stop to stop.</summary>
public interface IPorterGrain : IGrainWithStringKey
{
    Task<string> Name();

    /// <summary>Returns what the last stop sees under the key; the first one may set another value.</summary>
    Task<object?> Carry(string key, string? value, params string[] stops);
}

public sealed class PorterGrain : Grain, IPorterGrain
{
    public static readonly AsyncLocal<string?> Ambient = new();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task<object?> Carry(string key, string? value, params string[] stops)
    {
        var seen = RequestContext.Get(key);
        if (value is not null)
        {
            RequestContext.Set(key, value);
        }

        return stops is [var next, .. var rest] ? await GrainFactory.GetGrain<IPorterGrain>(next).Carry(key, null, rest) : Ambient.Value ?? seen;
    }
}
