namespace Web.Tests.Fixtures;

/// <summary>A site that sends its codes by text message, with the provider that takes them, for the tests of one class.</summary>
public sealed class SmsSite : IAsyncLifetime
{
    public const string Origin = "http://portail.example";

    public TwilioServer Provider { get; private set; } = null!;

    public Site Site { get; private set; } = null!;

    /// <param name="settings">Beside, or instead of, those of the shared site.</param>
    public static Site With(TwilioServer provider, params (string Name, string Value)[] settings)
    {
        var all = provider.Settings();
        all["PUBLIC_URL"] = Origin;
        all["Policy:CodeChannels"] = "Sms, Email";
        foreach (var (name, value) in settings)
            all[name] = value;
        return new Site(all);
    }

    public async Task InitializeAsync()
    {
        Provider = await TwilioServer.Start();
        Site = With(Provider);
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
