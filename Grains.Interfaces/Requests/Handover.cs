namespace Grains.Interfaces.Requests;

/// <summary>What an administrator of a space passes on when they take a member out.</summary>
/// <param name="From">Account of the former member.</param>
/// <param name="To">Account of the heir.</param>
[Immutable]
public sealed record Handover(string Space, string From, string To, string ToName);
