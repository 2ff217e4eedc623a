using System.Diagnostics.CodeAnalysis;

namespace Grains.Interfaces;

/// <summary>Done, or refused for a reason the person can be told. Broken promises are exceptions instead.</summary>
[Immutable]
public readonly record struct Result<TRefusal>(TRefusal? Refusal) where TRefusal : struct, Enum
{
    public static readonly Result<TRefusal> Done = new(null);

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Result<TRefusal>(TRefusal refusal) => new(refusal);
}

/// <summary>A value, or a reason why there is none.</summary>
[Immutable]
public readonly record struct Result<TValue, TRefusal>(TValue? Value, TRefusal? Refusal) where TRefusal : struct, Enum
{
    [MemberNotNullWhen(false, nameof(Refusal))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Refusal is null;

    public static implicit operator Result<TValue, TRefusal>(TRefusal refusal) => new(default, refusal);

    public static implicit operator Result<TValue, TRefusal>(TValue value) => new(value, null);
}

/// <summary>A command that answers nothing but "done".</summary>
[Immutable]
public readonly record struct Nothing;

/// <summary>
/// Names one intent of one person: made when the form was rendered, the same at a double click, a refresh or a retry on another node.
/// </summary>
/// <param name="Fingerprint">Of the content, so that the same form sent again with other words is refused instead of answered.</param>
[Immutable]
public readonly record struct OperationId(string Value, string Fingerprint = "")
{
    /// <summary>An intent that something else names, once for each of its parts: a job and its step, a document and its file.</summary>
    public static OperationId Of(params ReadOnlySpan<string> named) => new(string.Join('/', named));

    /// <summary>One step of this intent, the same at each of its repeats. An intent without a name has steps without one.</summary>
    public OperationId Step(string name) => Value is null ? default : new($"{Value}.{name}");
}
