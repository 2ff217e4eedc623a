namespace Grains.Interfaces.Spaces;

/// <summary>Something done about a mandate, for the journal of the firm that holds it.</summary>
/// <param name="Firm">Key of its space.</param>
/// <param name="Account">Who did it; empty for what nobody did.</param>
/// <param name="About">The client, or whom and for which client.</param>
[Immutable]
public sealed record FirmNote(string Firm, string Account, string Action, string About, DateTimeOffset At);
