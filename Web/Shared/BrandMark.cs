namespace Web.Shared;

/// <summary>The insurer's mark, leading home.</summary>
public sealed record BrandMark(string Brand, string Insurer, string Home);
