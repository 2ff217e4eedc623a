using System.Net;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows S2–S6, S11–S13 and B18 of the security checklist, over HTTP.</summary>
public sealed class SessionTests(Site site) : IClassFixture<Site>
{
    private const string Home = "/multi-siren/accueil";
    private static readonly string Brumont = $"{DemoPeople.Portal}/brumont";
    private readonly Site _site = site;

    [Fact]
    public async Task S2_Planted_session_is_replaced_and_dead()
    {
        var person = await _site.Colleague("plantee");
        using var victim = _site.Stranger();
        victim.PutCookie("session", "planted.value");

        await victim.SignIn(person);

        Assert.NotEqual("planted.value", victim.Cookie("session"));
        using var thief = _site.Stranger();
        thief.PutCookie("session", "planted.value");
        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusOf(Home));
    }

    [Fact]
    public async Task S2_Session_that_the_browser_came_with_ends_with_the_sign_in()
    {
        using var browser = await _site.SignIn(DemoPeople.Irene);
        using var planter = browser.Tab();
        // The door is not drawn for who is in; a form of a page stands in for it.
        var door = await browser.Form(Home);
        Assert.Equal(HttpStatusCode.Found,
            (await browser.Send("/multi-siren/connexion", door with { Key = "one" }, ("identifier", DemoPeople.Hugues.Email),
                ("password", DemoPeople.Password))).StatusCode);

        await browser.Send("/multi-siren/connexion?handler=code", door with { Key = "two" }, ("code", await browser.MailedCode(DemoPeople.Hugues)));

        Assert.NotEqual(planter.Cookie("session"), browser.Cookie("session"));
        Assert.Contains(DemoPeople.Hugues.LastName, await browser.Read(Home), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await planter.StatusOf(Home));
    }

    [Fact]
    public async Task S3_Captured_cookie_is_dead_after_signing_out()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var thief = _site.Stranger();
        thief.PutCookie("session", nora.Cookie("session")!);
        Assert.Equal(HttpStatusCode.OK, await thief.StatusOf(Home));

        await nora.Send("/multi-siren/deconnexion", await nora.Form(Home));

        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusOf(Home));
    }

    [Theory]
    [InlineData(29 * 60 + 59, HttpStatusCode.OK)]
    [InlineData(30 * 60 + 1, HttpStatusCode.Unauthorized)]
    public async Task S4_Session_ends_after_thirty_idle_minutes(int seconds, HttpStatusCode expected)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);

        await _site.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, await nora.StatusOf(Home));
    }

    [Fact]
    public async Task S4_Fragments_do_not_renew_and_gestures_do()
    {
        using var asking = await _site.SignIn(DemoPeople.Nora);
        using var reading = await _site.SignIn(DemoPeople.Irene);
        await _site.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.OK, (await asking.Fragment(Home)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await reading.StatusOf(Home));

        await _site.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(HttpStatusCode.Unauthorized, await asking.StatusOf(Home));
        Assert.Equal(HttpStatusCode.OK, await reading.StatusOf(Home));
    }

    [Fact]
    public async Task S4_Session_ends_after_twelve_hours_whatever_one_does()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        for (var i = 0; i < 28; i++)
        {
            await _site.Advance(TimeSpan.FromMinutes(25));
            Assert.Equal(HttpStatusCode.OK, await nora.StatusOf(Home));
        }

        await _site.Advance(TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Unauthorized, await nora.StatusOf(Home));
    }

    [Fact]
    public async Task S5_Removed_member_is_out_at_his_next_request()
    {
        var colleague = await _site.Colleague("retiree");
        using var removed = await _site.SignIn(colleague);
        Assert.Equal(HttpStatusCode.OK, await removed.StatusOf(Home));

        await _site.Grains.GetGrain<ISpaceGrain>(Brumont).Remove(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key);

        Assert.Equal(HttpStatusCode.Unauthorized, await removed.StatusOf(Home));
    }

    [Fact]
    public async Task S5_Disabled_account_is_out_at_its_next_request_and_cannot_come_back()
    {
        using var lucien = await _site.SignIn(DemoPeople.Lucien);

        await _site.Grains.GetGrain<IAccountGrain>(DemoPeople.Lucien.Key).Disable(Site.Fresh(), true);

        Assert.Equal(HttpStatusCode.Unauthorized, await lucien.StatusOf("/gestion/demandes"));
        using var again = _site.Stranger();
        Assert.Equal(HttpStatusCode.OK, (await again.TypePassword(DemoPeople.Lucien, DemoPeople.Password)).StatusCode);
    }

    [Fact]
    public async Task S6_Lost_right_is_lost_at_the_next_request_without_signing_in_again()
    {
        var colleague = await _site.Colleague("restreinte");
        using var restricted = await _site.SignIn(colleague);
        Assert.Equal(HttpStatusCode.OK, await restricted.StatusOf("/multi-siren/demandes/2026-000003"));
        var form = await restricted.Form("/multi-siren/demandes/2026-000003");

        await _site.Grains.GetGrain<ISpaceGrain>(Brumont).Restrict(DemoPeople.Nora.Caller, Site.Fresh(), colleague.Key, [DemoPeople.Vaudrelle.Key]);

        Assert.Equal(HttpStatusCode.NotFound, await restricted.StatusOf("/multi-siren/demandes/2026-000003"));
        var posted = await restricted.Send("/multi-siren/demandes/2026-000003?handler=message", form, ("text", "encore là"));
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await restricted.StatusOf(Home));
    }

    [Fact]
    public async Task S11_Unsafe_request_needs_its_own_token()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var irene = await _site.SignIn(DemoPeople.Irene);
        const string page = "/multi-siren/demandes/2026-000003";
        var mine = await nora.Form(page);
        var hers = await irene.Form(page);

        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Send($"{page}?handler=message", mine with { Token = "" }, ("text", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Send($"{page}?handler=message", hers, ("text", "x"))).StatusCode);
        var plain = await nora.Client.PostAsync($"{page}?handler=message", new StringContent($"jeton={mine.Token}&cle={mine.Key}&text=x"));
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        var foreign = new HttpRequestMessage(HttpMethod.Post, $"{page}?handler=message")
        {
            Content = new FormUrlEncodedContent([new("jeton", mine.Token), new("cle", mine.Key), new("text", "x")]),
        };
        foreign.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Client.SendAsync(foreign)).StatusCode);
        Assert.DoesNotContain("<p>x</p>", await nora.Read(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("annuler")]
    [InlineData("piece")]
    [InlineData("lu")]
    public async Task S11_Reading_an_action_does_nothing(string handler)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = $"/multi-siren/demandes/2026-000003?handler={handler}";

        Assert.Contains(await nora.StatusOf(page), new[] { HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound });
        var head = await nora.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, page));
        Assert.Contains(head.StatusCode, new[] { HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task S12_Every_changed_byte_of_a_cookie_is_refused()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var cookie = nora.Cookie("session")!;
        for (var i = 0; i < cookie.Length; i++)
        {
            using var forger = _site.Stranger();
            forger.PutCookie("session", cookie[..i] + (cookie[i] == 'A' ? 'B' : 'A') + cookie[(i + 1)..]);
            Assert.Equal(HttpStatusCode.Unauthorized, await forger.StatusOf(Home));
        }
    }

    [Fact]
    public async Task S12_Every_changed_byte_of_a_half_done_sign_in_is_refused()
    {
        using var browser = _site.Stranger();
        await browser.TypePassword(await _site.Colleague("entree"), DemoPeople.Password);
        var cookie = browser.Cookie("connexion")!;
        Assert.Contains("one-time-code", await browser.Read("/multi-siren/connexion?etape=code"), StringComparison.Ordinal);
        for (var i = 0; i < cookie.Length; i++)
        {
            using var forger = _site.Stranger();
            // Of the last character of base64 only some bits are said.
            forger.PutCookie("connexion", cookie[..i] + (cookie[i] == 'A' ? 'z' : 'A') + cookie[(i + 1)..]);
            Assert.DoesNotContain("one-time-code", await forger.Read("/multi-siren/connexion?etape=code"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S13_Signing_out_leaves_nothing_and_private_pages_are_not_kept()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var page = await nora.Client.GetAsync(Home);
        Assert.True(page.Headers.CacheControl!.NoStore);

        var left = await nora.Send("/multi-siren/deconnexion", await nora.Form(Home));

        Assert.Contains("\"storage\"", string.Join(',', left.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await nora.StatusOf(Home));
    }

    [Fact]
    public async Task B18_After_the_password_alone_nothing_opens()
    {
        using var member = _site.Stranger();
        Assert.Equal(HttpStatusCode.Found, (await member.TypePassword(await _site.Colleague("seuil"), DemoPeople.Password)).StatusCode);

        foreach (var page in new[] { Home, "/multi-siren/demandes", "/multi-siren/demandes/nouvelle", "/multi-siren/demandes/2026-000003" })
            Assert.Equal(HttpStatusCode.Found, await member.StatusOf(page));
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Fragment("/multi-siren/fragments/badge")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await member.StatusOf("/live?portal=multi-siren"));
    }
}
