namespace Grains.Commits;

/// <summary>What a verb answers to a command: its successor with the effects, or a refusal. With neither, the value is answered and nothing written.</summary>
public sealed record Decision<TState, TValue, TRefusal>(TState? Next, TValue? Value, TRefusal? Refusal, IReadOnlyList<Effect> Effects)
    where TState : class
    where TRefusal : struct, Enum
{
    /// <summary>For turns that find nothing to do.</summary>
    public static readonly Decision<TState, TValue, TRefusal> Unchanged = new(null, default, null, []);

    public static implicit operator Decision<TState, TValue, TRefusal>(TRefusal refusal) => new(null, default, refusal, []);
}

/// <summary>
/// Of verbs that always answer: a wrong secret is a value, for the failure is committed, and its repeat must hear the same.
/// </summary>
public enum NoRefusal;
