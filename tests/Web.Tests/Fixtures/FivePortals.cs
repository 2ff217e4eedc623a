namespace Web.Tests.Fixtures;

/// <summary>A site with a portal of each preset, for the tests of one class; its clock only moves forward.</summary>
public sealed class FivePortals : IDisposable
{
    public static IReadOnlyList<string> All { get; } = ["entreprise", "particulier", "representant", "employeur", "multi-siren"];

    public Site Site { get; } = new(Registrant.AllPortals);

    public void Dispose() => Site.Dispose();
}
