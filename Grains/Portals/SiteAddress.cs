namespace Grains.Portals;

/// <param name="Origin">Scheme, host and port of the public address, without a slash at the end.</param>
public sealed record SiteAddress(string Origin);
