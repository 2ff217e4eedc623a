using Tests.Fixtures.Cluster;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Browser.Tests.Fixtures;

/// <summary>One server with fresh demo data, and Chromium.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // A demo's folder, made once and copied for each server: half of what a first start costs is filling it.
    private static readonly Lazy<Task<Node>> Seeded = new(Seed);
    private readonly bool _plain;
    private Chromium _chromium = null!;

    public BrowserFixture() : this([])
    {
    }

    // Fixtures may have one public constructor.
    internal BrowserFixture(IReadOnlyList<(string Name, string Value)> settings) => (Server, _plain) = (new Node(settings: settings), settings.Count == 0);

    public Node Server { get; }

    public async Task InitializeAsync()
    {
        if (_plain)
        {
            foreach (var file in Directory.GetFiles((await Seeded.Value).DataDirectory))
                File.Copy(file, Path.Combine(Server.DataDirectory, Path.GetFileName(file)));
        }
        await Server.Start();
        _chromium = await Chromium.Start();
    }

    /// <summary>A browser at the door.</summary>
    /// <param name="through">Where it finds the server, when not at its own address.</param>
    /// <param name="state">What another browser had kept (<see cref="Guest.Keep"/>).</param>
    /// <param name="twice">Its text is set to 200 %.</param>
    /// <param name="touch">A phone or a tablet: fingers point.</param>
    public Task<Guest> Invite(bool scripts = true, int width = 1280, bool dark = false, Uri? through = null, string? state = null, bool twice = false,
        bool touch = false) => _chromium.Invite(through ?? Server.Address, Server.Address, scripts, width, dark, state, twice, touch);

    /// <summary>The same, signed in.</summary>
    public async Task<Guest> Invite(DemoPerson person, bool scripts = true, int width = 1280, bool dark = false, Uri? through = null)
    {
        var guest = await Invite(scripts, width, dark, through);
        await guest.SignIn(person);
        return guest;
    }

    public async Task DisposeAsync()
    {
        await _chromium.DisposeAsync();
        Server.Dispose();
    }

    private static async Task<Node> Seed()
    {
        var node = new Node();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.Dispose();
        await node.Start();
        Assert.Equal(0, await node.Stop());
        return node;
    }
}
