namespace Actors.Engine;

/// <summary>What a call carries besides its arguments: the values of the request context and the turn it was made from.
/// Never changed once made, so parallel branches of a turn share it safely.</summary>
internal sealed class CallFlow(Dictionary<string, object>? values, Call? turn)
{
    private static readonly AsyncLocal<CallFlow?> Ambient = new();
    private string? _chain;

    public static CallFlow? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public Dictionary<string, object>? Values { get; } = values;

    /// <summary>The call whose turn runs; null outside of turns.</summary>
    public Call? Turn { get; } = turn;

    /// <summary>Written out only when somebody asks: most turns never do.</summary>
    public string? Chain => Turn is null ? null : _chain ??= Turn.Flow?.Chain is { } callers
        ? callers + CallChain.Separator + Turn.Target.GrainId
        : Turn.Target.GrainId.ToString();

    public static void Replace(Dictionary<string, object>? values) =>
        Current = values is null && Current?.Turn is null ? null : new CallFlow(values, Current?.Turn);
}
