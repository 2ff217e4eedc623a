using Actors;
using Actors.Engine;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls: what the caller set is seen by the callee and by whom it calls; what the callee
/// sets does not come back.</summary>
public static class RequestContext
{
    public static object? Get(string key)
    {
        var flow = CallFlow.Current;
        if (flow is null)
        {
            return null;
        }

        return key == CallChain.Key ? flow.Chain : flow.Values?.GetValueOrDefault(key);
    }

    public static void Set(string key, object value)
    {
        if (key == CallChain.Key)
        {
            throw new ArgumentException("The chain of callers is kept by the engine; nobody else may write it.", nameof(key));
        }

        // Never changed in place: calls already under way share the old one.
        var values = CallFlow.Current?.Values is { } old ? new Dictionary<string, object>(old) : [];
        values[key] = value;
        CallFlow.Replace(values);
    }

    public static bool Remove(string key)
    {
        if (CallFlow.Current?.Values is not { } old || !old.ContainsKey(key))
        {
            return false;
        }

        var values = new Dictionary<string, object>(old);
        values.Remove(key);
        CallFlow.Replace(values.Count == 0 ? null : values);
        return true;
    }

    /// <summary>Forgets all values. The chain of callers stays: cycle detection and the rule about commits rest on it.</summary>
    public static void Clear() => CallFlow.Replace(null);
}
