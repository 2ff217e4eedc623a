using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows A5 and S7 on the profile: one's sessions, devices and password; each test has a colleague of its own.</summary>
public sealed class ProfileTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Profile = "/multi-siren/profil";
    private const string New = "Verger-Neuf-1790";
    private static int _people;
    private readonly Site _site = site;
    private DemoPerson _nora = null!;

    public async Task InitializeAsync() => _nora = await _site.Colleague($"profil{Interlocked.Increment(ref _people)}");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task S7_One_session_is_ended_from_the_profile_and_the_others_live()
    {
        using var here = await _site.SignIn(_nora);
        using var there = await Known(here);
        using var third = await Known(there);
        var ending = there.Cookie("session")!.Split('.')[0];

        Assert.Equal(HttpStatusCode.Found, (await here.Do(Profile, "session", ("session", ending))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await there.StatusOf("/multi-siren/accueil"));
        Assert.Equal(HttpStatusCode.OK, await third.StatusOf("/multi-siren/accueil"));

        Assert.Equal(HttpStatusCode.Found, (await here.Do(Profile, "session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await third.StatusOf("/multi-siren/accueil"));
        Assert.Equal(HttpStatusCode.OK, await here.StatusOf("/multi-siren/accueil"));
    }

    [Fact]
    public async Task A5_Password_is_changed_on_the_profile_with_the_current_one_only()
    {
        using var nora = await _site.SignIn(_nora);

        var without = await nora.Do(Profile, "motdepasse", ("password", New), ("again", New));
        var wrong = await nora.Do(Profile, "motdepasse", ("actuel", "faux"), ("password", New), ("again", New));
        var right = await nora.Do(Profile, "motdepasse", ("actuel", DemoPeople.Password), ("password", New), ("again", New));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (without.StatusCode, wrong.StatusCode));
        Assert.Equal($"{Profile}?fait=motdepasse", right.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf(Profile));
        Assert.Equal(2,
            await _site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner AND action = 'password-change-failed'", ("@owner", _nora.Key)));
    }

    [Fact]
    public async Task Name_is_changed_on_the_profile_and_stands_on_the_next_page()
    {
        using var nora = await _site.SignIn(_nora);

        var wrong = await nora.Do(Profile, "nom", ("prenom", "Éléonore"), ("nom", "www.gagnez.example"));
        var right = await nora.Do(Profile, "nom", ("prenom", "Éléonore"), ("nom", "Zavattini"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Contains("value=\"www.gagnez.example\"", page, StringComparison.Ordinal);
        Assert.Contains("Écrivez le nom avec des lettres", page, StringComparison.Ordinal);
        Assert.Equal($"{Profile}?fait=nom", right.Headers.Location!.ToString());
        Assert.Contains("Éléonore Zavattini", WebUtility.HtmlDecode(await nora.Read("/multi-siren/accueil")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S7_Profile_s_forms_name_only_what_is_one_s_own()
    {
        using var nora = await _site.SignIn(_nora);
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);

        await ousmane.Do(Profile, "session", ("session", nora.Cookie("session")!.Split('.')[0]));
        await ousmane.Do(Profile, "appareil", ("appareil", nora.Cookie("appareil")!.Split('.')[0]));

        Assert.Equal(HttpStatusCode.OK, await nora.StatusOf("/multi-siren/accueil"));
        using var again = await Known(nora);
    }

    /// <summary>Another session from a browser that is known already: no code.</summary>
    private async Task<Visitor> Known(Visitor browser)
    {
        var other = _site.Stranger();
        other.PutCookie("appareil", browser.Cookie("appareil")!);
        Assert.EndsWith("/accueil", (await other.TypePassword(_nora, DemoPeople.Password)).Headers.Location?.ToString(), StringComparison.Ordinal);
        return other;
    }
}
