namespace Grains.Interfaces.Spaces;

/// <summary>What a firm passes on of a mandate, to a member of its space.</summary>
/// <param name="Member">Their key in the firm's space.</param>
/// <param name="Companies">Keys of the companies given; null: all that the mandate gives, also what it gives later.</param>
/// <param name="EndsAt">From then on they see nothing of it; null: as long as the mandate.</param>
[Immutable]
public sealed record PassingOn(string Member, UniverseRights Rights, IReadOnlyList<string>? Companies, DateTimeOffset? EndsAt);
