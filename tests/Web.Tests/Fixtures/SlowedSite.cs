using System.Net;

namespace Web.Tests.Fixtures;

/// <summary>A site that lets each source try little, for the tests of one class; each test comes from a source of its own.</summary>
public sealed class SlowedSite : IDisposable
{
    public const int PerMinute = 3;
    private readonly Site _site = new(new Dictionary<string, string> { ["Throttle:SignInsPerMinute"] = $"{PerMinute}" });
    private byte _sources = 10;

    public Visitor Stranger() => new(_site, _site.Address, new IPAddress([127, 0, 0, ++_sources]));

    public void Dispose() => _site.Dispose();
}
