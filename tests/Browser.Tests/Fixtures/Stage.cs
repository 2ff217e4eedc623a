[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Browser.Tests.Fixtures;

/// <summary>One server with fresh demo data, one Chromium; each guest gets a browser context of his own.</summary>
public sealed class Stage : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<Guest> _guests = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Stage() : this([])
    {
    }

    public Stage(IReadOnlyList<(string Name, string Value)> settings) => Server = new Node(settings: settings);

    public Node Server { get; }

    public async Task InitializeAsync()
    {
        await Server.Start();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    /// <summary>A browser at the door.</summary>
    /// <param name="through">Where it finds the server, when not at its own address.</param>
    /// <param name="state">What another browser had kept (<see cref="Guest.Keep"/>).</param>
    public async Task<Guest> Invite(bool scripts = true, int width = 1280, bool dark = false, Uri? through = null, string? state = null)
    {
        var address = through ?? Server.Address;
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = state,
        });
        context.SetDefaultTimeout(15_000);
        var guest = new Guest(context, Server.Address, scripts);
        _guests.Add(guest);
        return guest;
    }

    /// <summary>The same, signed in.</summary>
    public async Task<Guest> Invite(DemoPerson person, bool scripts = true, int width = 1280, bool dark = false, Uri? through = null)
    {
        var guest = await Invite(scripts, width, dark, through);
        await guest.SignIn(person);
        return guest;
    }

    public async Task DisposeAsync()
    {
        foreach (var guest in _guests)
            await guest.DisposeAsync();
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Server.Dispose();
    }
}
