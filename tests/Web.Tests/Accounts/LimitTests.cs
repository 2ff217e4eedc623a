using System.Net;
using Silo.Demo;
using Silo.Messaging;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>
/// The limits of sign-in and sessions in each preset, one second before and one second after. The numbers are those of the specification's
/// table, not those of the configuration; the clock stands still between its moves.
/// </summary>
public sealed class LimitTests(FivePortals portals) : IClassFixture<FivePortals>, IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static int _people;
    private readonly Site _site = portals.Site;

    public static TheoryData<string> Portals => [.. FivePortals.All];

    public Task InitializeAsync() => _site.Advance(TimeSpan.FromMinutes(1), stopped: true);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Portals))]
    public async Task B3_Fifth_failure_locks_for_24_hours(string portal)
    {
        var person = await Somebody(portal);
        for (var i = 0; i < 4; i++)
            Assert.False(await LetsIn(person, "faux"));
        Assert.True(await LetsIn(person));
        Assert.False(await LetsIn(person, "faux"));

        Assert.False(await LetsIn(person));
        await After(TimeSpan.FromHours(24) - Second);
        Assert.False(await LetsIn(person));
        await After(2 * Second);
        Assert.True(await LetsIn(person));
    }

    [Theory]
    [MemberData(nameof(Portals))]
    public async Task B13_Code_lives_ten_minutes(string portal)
    {
        var (one, other) = (await Somebody(portal), await Somebody(portal));
        using var first = await AtTheCode(one);
        using var second = await AtTheCode(other);

        await After(TimeSpan.FromMinutes(10) - Second);
        Assert.Equal(HttpStatusCode.Found, (await first.TypeCode(one, await first.MailedCode(one))).StatusCode);
        await After(2 * Second);
        Assert.Equal(HttpStatusCode.OK, (await second.TypeCode(other, await second.MailedCode(other))).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Portals))]
    public async Task B16_Next_code_comes_after_30_seconds_the_fourth_after_15_minutes_the_eleventh_after_a_day(string portal)
    {
        var person = await Somebody(portal);
        using var browser = await AtTheCode(person);
        await Arrived(person, 1);

        await Refused(TimeSpan.FromSeconds(29));
        await Sent(2 * Second, 2);
        await Sent(31 * Second, 3);
        await Refused(TimeSpan.FromMinutes(15) - 63 * Second);
        await Sent(2 * Second, 4);
        for (var n = 5; n <= 10; n++)
        {
            await After(TimeSpan.FromHours(1));
            using var again = await AtTheCode(person);
            await Arrived(person, n);
        }
        await After(TimeSpan.FromHours(18) - TimeSpan.FromMinutes(15) - 2 * Second);
        using var late = await AtTheCode(person);
        Assert.False(await Resent(late, portal));
        await After(2 * Second);
        Assert.True(await Resent(late, portal));
        await Arrived(person, 11);

        async Task Refused(TimeSpan after)
        {
            await After(after);
            Assert.False(await Resent(browser, portal));
        }

        async Task Sent(TimeSpan after, int codes)
        {
            await After(after);
            Assert.True(await Resent(browser, portal));
            await Arrived(person, codes);
        }
    }

    [Theory]
    [InlineData("entreprise", true)]
    [InlineData("particulier", true)]
    [InlineData("representant", true)]
    [InlineData("employeur", false)]
    [InlineData("multi-siren", false)]
    public async Task S8_Known_device_counts_for_30_days_and_skips_the_code_where_the_preset_says_so(string portal, bool codeAtEachSignIn)
    {
        var (one, other) = (await Somebody(portal), await Somebody(portal));
        using var first = await SignedIn(one);
        using var second = await SignedIn(other);
        Assert.Contains($"appareil-{portal}=", first.Heard, StringComparison.Ordinal);
        Assert.Matches($"appareil-{portal}=[^;]+;.*max-age={30 * 24 * 3600}", first.Heard);

        await After(TimeSpan.FromDays(30) - Second);
        // Strangers have shut both accounts: only a device that is known still counts for itself.
        foreach (var person in new[] { one, one, one, one, one, other, other, other, other, other })
            Assert.False(await LetsIn(person, "faux"));
        var known = await Known(first, one);
        await After(2 * Second);
        var forgotten = await Known(second, other);

        Assert.Equal((HttpStatusCode.Found, codeAtEachSignIn),
            (known.StatusCode, $"{known.Headers.Location}".Contains("etape=code", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, forgotten.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Portals))]
    public async Task S4_Session_ends_after_30_idle_minutes(string portal)
    {
        using var browser = await SignedIn(await Somebody(portal));

        await After(TimeSpan.FromMinutes(30) - Second);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOf($"/{portal}/profil"));
        await After(TimeSpan.FromMinutes(30) + Second);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOf($"/{portal}/profil"));
    }

    [Theory]
    [MemberData(nameof(Portals))]
    public async Task S4_Session_ends_after_12_hours_however_busy(string portal)
    {
        using var browser = await SignedIn(await Somebody(portal));
        for (var i = 0; i < 28; i++)
        {
            await After(TimeSpan.FromMinutes(25));
            Assert.Equal(HttpStatusCode.OK, await browser.StatusOf($"/{portal}/profil"));
        }

        await After(TimeSpan.FromMinutes(20) - Second);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOf($"/{portal}/profil"));
        await After(2 * Second);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOf($"/{portal}/profil"));
    }

    private Task<DemoPerson> Somebody(string portal) => _site.Member($"limite{Interlocked.Increment(ref _people)}", portal);

    private Task After(TimeSpan by) => _site.Advance(by, stopped: true);

    private async Task<bool> LetsIn(DemoPerson person, string password = DemoPeople.Password)
    {
        using var stranger = _site.Stranger();
        return (await stranger.TypePassword(person, password)).StatusCode is HttpStatusCode.Found;
    }

    private async Task<Visitor> AtTheCode(DemoPerson person)
    {
        var browser = _site.Stranger();
        Assert.EndsWith("etape=code", $"{(await browser.TypePassword(person, DemoPeople.Password)).Headers.Location}", StringComparison.Ordinal);
        return browser;
    }

    private async Task<Visitor> SignedIn(DemoPerson person)
    {
        var browser = await AtTheCode(person);
        Assert.Equal(HttpStatusCode.Found, (await browser.TypeCode(person, await browser.MailedCode(person))).StatusCode);
        return browser;
    }

    /// <summary>A right password from the same browser, whose session is long over.</summary>
    private async Task<HttpResponseMessage> Known(Visitor browser, DemoPerson person)
    {
        using var again = _site.Stranger();
        again.PutCookie("appareil", browser.Cookie("appareil", person.Portal)!, person.Portal);
        return await again.TypePassword(person, DemoPeople.Password);
    }

    private static async Task<bool> Resent(Visitor browser, string portal)
    {
        var door = $"/{portal}/connexion";
        var answer = await browser.Send($"{door}?handler=renvoyer", await browser.Form($"{door}?etape=code"));
        return answer.StatusCode is HttpStatusCode.Found;
    }

    /// <summary>So many codes in the mailbox, no more. A code whose ten minutes pass before it leaves is not sent.</summary>
    private Task Arrived(DemoPerson person, int codes) => Eventually.True(async () =>
        (await _site.Services.GetRequiredService<Outbox>().Read(null, default)).Count(m => m.To == person.Email && m.Code is not null) == codes);
}
