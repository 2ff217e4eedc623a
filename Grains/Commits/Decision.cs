namespace Grains.Commits;

/// <summary>What a state record answers to a command: its successor with the effects, or a refusal.</summary>
public sealed record Decision<TState, TValue, TRefusal>(TState? Next, TValue? Value, TRefusal? Refusal, IReadOnlyList<Effect> Effects)
    where TState : class
    where TRefusal : struct, Enum
{
    public static implicit operator Decision<TState, TValue, TRefusal>(TRefusal refusal) => new(null, default, refusal, []);
}
