using Grains.Interfaces.Spaces;

namespace Grains.Access;

/// <summary>What a right is asked about.</summary>
/// <param name="Company"><c>portal/siren</c>, or a person's own file.</param>
/// <param name="Universes">Its universes, as bits of <see cref="UniverseRights.Read"/>; a right in one of them suffices. All of them for what has none.</param>
/// <param name="Siret">The establishment it concerns; empty for the company as a whole.</param>
public readonly record struct Matter(string Company, UniverseRights Universes = UniverseRights.Read, string Siret = "");
