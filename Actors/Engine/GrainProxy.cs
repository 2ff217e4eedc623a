using System.ComponentModel;
using Orleans.Runtime;

namespace Actors.Engine;

/// <summary>What generated references derive from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy(GrainTarget target) : IAddressable
{
    internal string Key => target.Key;

    protected void Send(Call call) => target.Class.Send(target.Key, call);

    public override string ToString() => $"{target.Class.Name}/{target.Key}";

    public override bool Equals(object? obj) =>
        obj is GrainProxy other && other.Key == Key && other.Target.Class == target.Class;

    public override int GetHashCode() => HashCode.Combine(target.Class, target.Key);

    private GrainTarget Target => target;
}

/// <summary>Whom a reference points to; opaque to generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GrainTarget
{
    internal GrainTarget(GrainClass grainClass, string key) => (Class, Key) = (grainClass, key);

    internal GrainClass Class { get; }

    internal string Key { get; }
}
