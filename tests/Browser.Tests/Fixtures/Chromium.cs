namespace Browser.Tests.Fixtures;

/// <summary>One Chromium for all tests; each guest gets a browser context of his own, which ends with the test's stage.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The engine without a browser's own windows around it, which cost as much as a page.
    private const string Program = "/usr/bin/chromium-headless-shell";

    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"];

    private static readonly Lazy<Task<IBrowser>> Shared = new(() => Launch(Flags));
    /// <summary>Of somebody who has doubled the browser's text: what is measured in rem grows, widths in a style's conditions with it.</summary>
    private static readonly Lazy<Task<IBrowser>> Twice = new(() => Launch([.. Flags, "--blink-settings=defaultFontSize=32"]));
    private readonly List<Guest> _guests = [];

    public static async Task<Chromium> Start()
    {
        await Shared.Value;
        return new Chromium();
    }

    /// <summary>A browser at the door.</summary>
    /// <param name="address">Where it finds the product.</param>
    /// <param name="demo">Where the demo's mailbox is read.</param>
    /// <param name="state">What another browser had kept (<see cref="Guest.Keep"/>).</param>
    public async Task<Guest> Invite(Uri address, Uri demo, bool scripts = true, int width = 1280, bool dark = false, string? state = null, bool twice = false,
        bool touch = false)
    {
        var context = await (await (twice ? Twice : Shared).Value).NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = state,
            HasTouch = touch,
            IsMobile = touch,
            IgnoreHTTPSErrors = true,
        });
        context.SetDefaultTimeout(15_000);
        var guest = new Guest(context, demo, scripts);
        _guests.Add(guest);
        return guest;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in _guests)
            await guest.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    // Ends with the tests: Playwright's driver closes it when its pipe does.
    private static async Task<IBrowser> Launch(string[] flags)
    {
        // Five seconds are Playwright's own: a build beside the tests takes longer.
        SetDefaultExpectTimeout(15_000);
        return await (await Playwright.CreateAsync()).Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = flags });
    }
}
