using Tests.Fixtures;

namespace Browser.Tests;

/// <summary>Somebody waits for a code that cannot come by text message.</summary>
public sealed class CodeBySmsTests : IAsyncLifetime
{
    private BrowserFixture _stage = null!;
    private TwilioServer _provider = null!;

    public async Task InitializeAsync()
    {
        _provider = await TwilioServer.Start();
        _stage =
            new BrowserFixture([.. _provider.Settings().Select(s => (s.Key, s.Value)), ("Policy:CodeChannels", "Sms, Email"), ("Sms:Timeout", "00:00:01.5")]);
        await _stage.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Failure_shows_by_itself_and_the_mail_opens()
    {
        // The page is there before the provider answers: what it then says can only come by asking.
        _provider.IsSilent = true;
        var guest = await _stage.Invite();
        var page = await AtTheCode(guest);
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.EvaluateAsync("window.stays = true");

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Le SMS n’a pas pu être envoyé.", new() { Timeout = 15_000 });

        Assert.True(await page.EvaluateAsync<bool>("window.stays === true"));
        await page.Look("a text message that failed");
        await page.Button("Recevoir le code par e\u2011mail").ClickAsync();
        await Expect(page.GetByText("Envoyé par e\u2011mail à")).ToBeVisibleAsync();
        await page.Locator("[autocomplete=one-time-code]").FillAsync((await guest.Mail(m => m.To == DemoPeople.Nora.Email && m.Code is not null)).Code!);
        await Expect(page.Locator("details.menu.name")).ToBeVisibleAsync();
        Assert.Empty(guest.Complaints);
    }

    [Fact]
    public async Task Without_scripts_it_shows_at_the_next_look()
    {
        _provider.Refusal = (400, 21610);
        var page = await AtTheCode(await _stage.Invite(scripts: false));

        for (var looks = 0; looks < 20 && !await page.GetByText("Le SMS n’a pas pu être envoyé").IsVisibleAsync(); looks++)
            await page.ReloadAsync();

        await page.Button("Recevoir le code par e\u2011mail").ClickAsync();
        await Expect(page.GetByText("Envoyé par e\u2011mail à")).ToBeVisibleAsync();
    }

    private static async Task<IPage> AtTheCode(Guest guest)
    {
        var page = await guest.Open("/multi-siren/connexion");
        await page.Locator("[autocomplete=username]").FillAsync(DemoPeople.Nora.Email);
        await page.Locator("[autocomplete=current-password]").FillAsync(DemoPeople.Password);
        await page.Button("Se connecter").ClickAsync();
        await Expect(page.GetByText("Envoyé par SMS au")).ToBeVisibleAsync();
        return page;
    }
}
