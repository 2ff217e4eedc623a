using System.Net;
using Silo.Demo;
using Silo.Messaging;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>How long mailed links and accounts that nobody activates live in each preset, to the second, as the specification's table says.</summary>
public sealed class LinkLimitTests(FivePortals portals) : IClassFixture<FivePortals>, IAsyncLifetime
{
    private const string New = "Verger-Neuf-1790";
    private const string Activate = "Activez votre compte";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Site _site = portals.Site;

    public Task InitializeAsync() => _site.Advance(TimeSpan.FromMinutes(1), stopped: true);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("entreprise", 24)]
    [InlineData("particulier", 24)]
    [InlineData("representant", 24)]
    [InlineData("employeur", 24)]
    [InlineData("multi-siren", 3)]
    public async Task C2_Reset_link_sets_a_password_until_its_last_second(string portal, int hours)
    {
        var person = await _site.Member($"lien-{portal}", portal);
        var page = $"/{portal}/nouveau-mot-de-passe";
        using var quick = await Opened(await Asked(person));
        await After(TimeSpan.FromHours(hours) - Second);
        Assert.Equal($"/{portal}/connexion?fin=nouveau", (await Set(quick, page)).Location);

        using var slow = await Opened(await Asked(person));
        await After(TimeSpan.FromHours(hours) - Second);
        var drawn = await slow.Form(page);
        await After(2 * Second);

        var late = await Answer.Of(await slow.Send(page, drawn, ("password", "Verger-Autre-1791"), ("again", "Verger-Autre-1791")));
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        using var stranger = _site.Stranger();
        Assert.Equal(HttpStatusCode.Found, (await stranger.TypePassword(person, New)).StatusCode);
    }

    [Theory]
    [InlineData("entreprise", "ines@brumont.example", 24)]
    [InlineData("particulier", "jb.leveque@courrier.example", 24)]
    [InlineData("representant", "ines@vaudrelle.example", 30 * 24)]
    [InlineData("employeur", "ines@quillevreuse.example", 24)]
    [InlineData("multi-siren", "ines@pierrelongue.example", 24)]
    public async Task C2_Activation_link_and_the_account_that_waits_for_it_end_to_the_second(string portal, string email, int hours)
    {
        var page = $"/{portal}/activation";
        await Register(portal, email);
        using var late = await Opened(await Newest(email, Activate, 1));
        await After(TimeSpan.FromHours(hours) - Second);
        Assert.Equal(HttpStatusCode.OK, await late.StatusOf(page));
        await After(2 * Second);
        Assert.Equal(HttpStatusCode.Gone, await late.StatusOf(page));

        if (hours < 30 * 24)
        {
            await After(TimeSpan.FromDays(30) - TimeSpan.FromHours(hours) - 2 * Second);
            using var again = await Opened(await Asked(portal, email));
            Assert.Equal(HttpStatusCode.OK, await again.StatusOf(page));
            await After(2 * Second);
            Assert.Equal(HttpStatusCode.Gone, await again.StatusOf(page));
        }

        // Day thirty: address and numbers are free, and the next account's link holds until its own last second.
        var sent = (await Mails(email, Activate)).Count;
        await Register(portal, email);
        using var quick = await Opened(await Newest(email, Activate, sent + 1));
        await After(TimeSpan.FromHours(hours) - Second);
        Assert.Equal($"/{portal}/connexion?fin=active", (await Set(quick, page)).Location);
    }

    private async Task Register(string portal, string email)
    {
        using var newcomer = new Registrant(_site, portal);
        Assert.Equal(newcomer.Wizard, (await newcomer.FillAll(email)).Location);
    }

    /// <summary>The link that « Mot de passe oublié ? » mails: to a new password, or to the activation of an account that waits for it.</summary>
    private async Task<string> Asked(string portal, string email)
    {
        var before = (await Mails(email, "")).Count(m => m.Link is not null);
        using var browser = _site.Stranger();
        await browser.Send($"/{portal}/mot-de-passe-oublie", await browser.Form($"/{portal}/mot-de-passe-oublie"), ("identifiant", email));
        if (portal == "multi-siren")
            await browser.Send($"/{portal}/questions-secretes?handler=courriel", await browser.Form($"/{portal}/questions-secretes"));
        return await Newest(email, "", before + 1);
    }

    private Task<string> Asked(DemoPerson person) => Asked(person.Portal, person.Email);

    /// <summary>Path of the link in the newest of so many mails.</summary>
    private async Task<string> Newest(string email, string subject, int count)
    {
        IReadOnlyList<DemoMessage> mails = [];
        await Eventually.True(async () => (mails = [.. (await Mails(email, subject)).Where(m => m.Link is not null)]).Count >= count);
        return new Uri(mails[^1].Link!).PathAndQuery;
    }

    private async Task<IReadOnlyList<DemoMessage>> Mails(string email, string subject) =>
        [.. (await _site.Services.GetRequiredService<Outbox>().Read(null, default))
            .Where(m => m.To == email && m.Subject.Contains(subject, StringComparison.Ordinal))];

    private async Task<Visitor> Opened(string link)
    {
        var browser = _site.Stranger();
        Assert.Equal(HttpStatusCode.Found, (await browser.Ask(link)).Status);
        return browser;
    }

    private static async Task<Answer> Set(Visitor browser, string page) =>
        await Answer.Of(await browser.Send(page, await browser.Form(page), ("password", New), ("again", New)));

    private Task After(TimeSpan by) => _site.Advance(by, stopped: true);
}
