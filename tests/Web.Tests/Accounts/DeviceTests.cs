using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows B11 and S8 over HTTP: what the cookie of a known browser is worth, and to whom. Its 30 days are in <see cref="LimitTests"/>.</summary>
public sealed class DeviceTests(FivePortals portals) : IClassFixture<FivePortals>, IAsyncLifetime
{
    private const string Profile = "/multi-siren/profil";
    private static int _people;
    private readonly Site _site = portals.Site;
    private DemoPerson _nora = null!;

    public async Task InitializeAsync() => _nora = await _site.Member($"nora{Interlocked.Increment(ref _people)}", DemoPeople.Portal);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task S8_Token_has_128_bits_and_only_its_hash_is_stored()
    {
        await using var site = new Site();
        using var nora = await site.SignIn(DemoPeople.Nora);
        var (id, secret) = Parts(nora);
        await site.Stop();

        Assert.Matches("^[A-Za-z0-9_-]{22,}$", secret);
        Assert.NotEqual(id, secret);
        Assert.All(site.Stored(), text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S8_Copied_to_another_person_it_is_worth_nothing()
    {
        using var nora = await _site.SignIn(_nora);

        Assert.True(await AsksCode(DemoPeople.Irene, nora.Cookie("appareil")!));
        Assert.False(await AsksCode(_nora, nora.Cookie("appareil")!));
    }

    [Fact]
    public async Task S8_Guessed_secret_is_worth_nothing()
    {
        using var nora = await _site.SignIn(_nora);
        var (id, secret) = Parts(nora);

        Assert.True(await AsksCode(_nora, $"{id}.{new string('A', secret.Length)}"));
    }

    [Fact]
    public async Task S8_Forgotten_on_the_profile_it_asks_for_a_code_again()
    {
        using var nora = await _site.SignIn(_nora);

        Assert.Equal(HttpStatusCode.Found, (await nora.Do(Profile, "appareil", ("appareil", Parts(nora).Id))).StatusCode);

        Assert.True(await AsksCode(_nora, nora.Cookie("appareil")!));
    }

    [Fact]
    public async Task S8_Rotated_out_it_counts_for_sixty_seconds()
    {
        using var nora = await _site.SignIn(_nora);
        var first = nora.Cookie("appareil")!;
        await _site.Advance(TimeSpan.FromMinutes(1), stopped: true);

        Assert.False(await AsksCode(_nora, first));
        await _site.Advance(TimeSpan.FromSeconds(59), stopped: true);
        Assert.False(await AsksCode(_nora, first));
        await _site.Advance(TimeSpan.FromSeconds(2), stopped: true);
        Assert.True(await AsksCode(_nora, first));
    }

    [Fact]
    public async Task S8_Older_copy_that_comes_back_forgets_the_device_in_the_hands_of_whoever_has_the_newest()
    {
        using var nora = await _site.SignIn(_nora);
        var older = nora.Cookie("appareil")!;
        await _site.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await AsksCode(_nora, older));
        await _site.Advance(TimeSpan.FromMinutes(2));

        Assert.True(await AsksCode(_nora, older));

        Assert.Contains("n’est plus reconnu", (await Registrant.Mail(_site, _nora.Email, "Un de vos navigateurs n’est plus reconnu")).Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain(older.Split('.')[0], await nora.Read(Profile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entreprise")]
    [InlineData("multi-siren")]
    public async Task B11_Whom_strangers_locked_still_gets_in_with_his_browser_and_through_the_mail(string portal)
    {
        var victim = await _site.Member($"victime-{portal}", portal);
        using var home = _site.Stranger();
        await home.SignIn(victim);
        await home.Send($"/{portal}/deconnexion", await home.Form($"/{portal}/profil"));
        for (var i = 0; i < 5; i++)
            await _site.Stranger().TypePassword(victim, "faux");
        Assert.Equal(HttpStatusCode.OK, (await _site.Stranger().TypePassword(victim, DemoPeople.Password)).StatusCode);
        await _site.Advance(TimeSpan.FromMinutes(1));

        var sent = (await _site.Query<long>("SELECT count(*) FROM outbox"));
        var known = await home.TypePassword(victim, DemoPeople.Password);
        if (portal == "entreprise")
        {
            Assert.EndsWith("etape=code", $"{known.Headers.Location}", StringComparison.Ordinal);
            await Eventually.True(async () => await _site.Query<long>("SELECT count(*) FROM outbox") > sent);
            Assert.Equal(HttpStatusCode.Found, (await home.TypeCode(victim, await home.MailedCode(victim))).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, await home.StatusOf($"/{portal}/profil"));

        using var away = _site.Stranger();
        await away.Send($"/{portal}/mot-de-passe-oublie", await away.Form($"/{portal}/mot-de-passe-oublie"), ("identifiant", victim.Email));
        if (portal == "multi-siren")
            await away.Send($"/{portal}/questions-secretes?handler=courriel", await away.Form($"/{portal}/questions-secretes"));
        await away.Ask(new Uri((await Registrant.Mail(_site, victim.Email, "Réinitialisez")).Link!).PathAndQuery);
        var page = $"/{portal}/nouveau-mot-de-passe";
        await away.Send(page, await away.Form(page), ("password", "Verger-Neuf-1790"), ("again", "Verger-Neuf-1790"));
        Assert.Equal(HttpStatusCode.Found, (await away.TypePassword(portal, victim.Email, "Verger-Neuf-1790")).StatusCode);
    }

    private static (string Id, string Secret) Parts(Visitor browser)
    {
        var parts = browser.Cookie("appareil")!.Split('.');
        return (parts[0], parts[1]);
    }

    /// <summary>Whether a right password from a browser with this cookie leads to a code.</summary>
    private async Task<bool> AsksCode(DemoPerson person, string device)
    {
        using var browser = _site.Stranger();
        browser.PutCookie("appareil", device);
        var answer = await browser.TypePassword(person, DemoPeople.Password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return $"{answer.Headers.Location}".EndsWith("etape=code", StringComparison.Ordinal);
    }
}
