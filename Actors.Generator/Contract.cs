namespace Actors.Generator;

/// <summary>A grain interface as far as its proxy depends on it. Compared by value, so that an edit elsewhere in the
/// project makes nothing anew.</summary>
internal sealed record Contract(string Name, string ProxyName, Sequence<ContractMethod> Methods, Sequence<Problem> Problems);

/// <param name="DeclaredBy">The interface that declares the method: the contract or one it inherits.</param>
/// <param name="Result">Null for Task and ValueTask.</param>
/// <param name="IsValueTask">Whether the answer is a ValueTask.</param>
/// <param name="Options">The members of GrainMethodOptions, written out.</param>
/// <param name="TimeoutTicks">Zero: the silo's response timeout.</param>
internal sealed record ContractMethod(
    string DeclaredBy, string Name, string? Result, bool IsValueTask, Sequence<ContractParameter> Parameters, string Options, long TimeoutTicks);

/// <param name="Type">As declared.</param>
/// <param name="RuntimeType">Without nullability, for typeof.</param>
internal sealed record ContractParameter(string Type, string RuntimeType);
