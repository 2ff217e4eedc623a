using Grains.Clients;

namespace Web.Clients;

/// <summary>Clients that a search found, as they are listed.</summary>
public sealed record ClientHits(IReadOnlyList<ClientHit> Hits, DateTimeOffset Now);
