using System.Net.Http.Json;
using Grains.Interfaces;
using Tests.Fixtures.Cluster;

namespace Browser.Tests.Fixtures;

/// <summary>Somebody at a real browser. What a page complains of (errors, refused scripts, dialogs) is kept.</summary>
public sealed class Guest : IAsyncDisposable
{
    private readonly HttpClient _demo;
    private readonly bool _scripts;

    public Guest(IBrowserContext context, Uri demo, bool scripts)
    {
        Context = context;
        _demo = new HttpClient { BaseAddress = demo };
        _scripts = scripts;
        context.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"dialog {dialog.Message}");
            await dialog.DismissAsync();
        };
        context.WebError += (_, error) => Complaints.Add(error.Error);
        context.Console += (_, message) =>
        {
            if (message.Type is "error")
                Complaints.Add(message.Text);
        };
    }

    public IBrowserContext Context { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>The page that is looked at.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>In a tab whose reader says at once that they have seen what a first visit is shown.</summary>
    public async Task<IPage> Open(string path)
    {
        var page = await Context.NewPageAsync();
        await page.AddLocatorHandlerAsync(page.Locator("#bienvenue[open] button"), button => button.ClickAsync());
        await page.GotoAsync(path);
        return page;
    }

    public async Task SignIn(DemoPerson person)
    {
        await PassTheDoor(person);
        await Expect(Page.Locator("details.menu.name")).ToBeVisibleAsync();
        await Page.Welcomed();
    }

    /// <summary>Password and code; whatever page comes then.</summary>
    public async Task PassTheDoor(DemoPerson person)
    {
        Page = await Open($"/{person.Portal}/connexion");
        var last = (await Mails()).Select(m => m.Id).DefaultIfEmpty().Max();
        await Page.Locator("[autocomplete=username]").FillAsync(person.Email);
        await Page.Locator("[autocomplete=current-password]").FillAsync(DemoPeople.Password);
        await Page.Button("Se connecter").ClickAsync();
        var code = Page.Locator("[autocomplete=one-time-code]");
        var again = Page.Locator("button[data-after-countdown]").First;
        await Expect(code.Or(again).First).ToBeAttachedAsync();
        // Who signed in a moment ago gets the next code in half a minute, by the demo's clock; another node may hear a moment later that it was moved.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        for (var moved = false; await code.CountAsync() == 0; moved = true)
        {
            if (!moved)
                await Later(TimeSpan.FromSeconds(30));
            else
                await Task.Delay(500, patience.Token);
            await Page.Mark();
            await (_scripts ? again.EvaluateAsync("button => button.form.requestSubmit(button)") : again.ClickAsync());
            await Page.BecomesAnother();
        }
        await Expect(code).ToBeVisibleAsync();
        await code.FillAsync(person.Kind is CallerKind.Staff ? await AppCode(person) : await MailedCode(person, last));
        // With scripts the sixth digit sends the form.
        if (!_scripts)
            await Page.Button("Se connecter").ClickAsync();
    }

    /// <summary>What this browser keeps, for another one.</summary>
    public Task<string> Keep() => Context.StorageStateAsync();

    /// <summary>Mails to anybody, of the demo's mailbox.</summary>
    public async Task<IReadOnlyList<Mail>> Mails() => (await _demo.GetFromJsonAsync<List<Mail>>("/demo/outbox.json"))!;

    public async Task<Mail> Mail(Func<Mail, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await again.WaitForNextTickAsync(patience.Token))
        {
            if ((await Mails()).LastOrDefault(wanted) is { } mail)
                return mail;
        }
        throw new TimeoutException();
    }

    /// <summary>Moves the demo's clock; codes of an app follow real time.</summary>
    public async Task Later(TimeSpan advance)
    {
        using var moved = await _demo.PostAsJsonAsync("/demo/clock", new { advance });
        moved.EnsureSuccessStatusCode();
    }

    /// <summary>The same, to an instant; the clock runs on.</summary>
    public async Task At(DateTimeOffset at)
    {
        using var moved = await _demo.PostAsJsonAsync("/demo/clock", new { at });
        moved.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _demo.Dispose();
        await Context.DisposeAsync();
    }

    private async Task<string> MailedCode(DemoPerson person, long after) =>
        (await Mail(m => m.Id > after && m.To == person.Email && m.Code is not null)).Code!;

    private async Task<string> AppCode(DemoPerson person) => await Person.AppCode(
        (await _demo.GetFromJsonAsync<List<Account>>("/demo/accounts.json"))!.Single(a => a.Identifier == person.Email).TotpSecret!);

    private sealed record Account(string Identifier, string? TotpSecret);
}

public sealed record Mail(long Id, string To, string Subject, string Text, string? Code, string? Link);
