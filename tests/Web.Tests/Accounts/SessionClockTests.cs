using System.Net;
using System.Text.Json;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>What a page is told of its session, its extension, and signing in again over an open page.</summary>
public sealed class SessionClockTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Home = "/multi-siren/accueil";
    private const string Left = "/multi-siren/fragments/session";
    private const string Extend = "/multi-siren/session";
    private const string Door = "/multi-siren/connexion";
    private readonly Site _site = site;

    /// <summary>The clock runs again after a test that stopped it.</summary>
    public Task InitializeAsync() => _site.Advance(TimeSpan.FromMinutes(1));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Asking_how_long_it_lasts_does_not_renew(bool script)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await _site.Advance(TimeSpan.FromMinutes(20));

        var asked = script ? await nora.Fragment(Left) : await nora.Client.GetAsync(Left);

        Assert.InRange(await Seconds(asked), 9 * 60 + 50, 10 * 60);
        await _site.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await nora.Fragment(Left)).StatusCode);
    }

    [Fact]
    public async Task Request_that_is_opened_beside_the_list_renews_as_a_page_does()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);
        await _site.Advance(TimeSpan.FromMinutes(10));
        var before = await Seconds(await claire.Fragment("/gestion/fragments/session"));

        await claire.Ask(HttpMethod.Get, "/gestion/demandes", null, ("X-Beside", "1"));

        Assert.InRange(await Seconds(await claire.Fragment("/gestion/fragments/session")), before + 9 * 60, before + 11 * 60);
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.Unauthorized)]
    public async Task Staying_renews_until_thirty_minutes_later(int seconds, HttpStatusCode expected)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = await nora.Form(Home);
        await Stopped(TimeSpan.FromMinutes(29));

        // By a script, which renews nothing by merely asking.
        nora.Client.DefaultRequestHeaders.Add("X-Fragment", "1");
        var stayed = await nora.Send(Extend, form);

        Assert.Equal(30 * 60, await Seconds(stayed));
        await Stopped(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(seconds));
        Assert.Equal(expected, (await nora.Fragment(Left)).StatusCode);
    }

    [Fact]
    public async Task Staying_needs_the_persons_own_token_and_a_living_session()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var irene = await _site.SignIn(DemoPeople.Irene);
        var mine = await nora.Form(Home);

        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Send(Extend, await irene.Form(Home))).StatusCode);
        await _site.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Unauthorized, (await nora.Send(Extend, mine)).StatusCode);
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.Unauthorized)]
    public async Task S4_Staying_does_not_move_the_end_after_twelve_hours(int seconds, HttpStatusCode expected)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = await nora.Form(Home);
        await Stopped(TimeSpan.Zero);
        for (var i = 0; i < 28; i++)
        {
            await Stopped(TimeSpan.FromMinutes(25));
            Assert.Equal(HttpStatusCode.OK, (await nora.Send(Extend, form)).StatusCode);
        }
        // Signed in before the clock stood still: what is left says the exact end.
        var last = await nora.Fragment(Left);
        var left = await Seconds(last);
        Assert.InRange(left, 19 * 60, 20 * 60);
        Assert.True((await Json(last)).GetProperty("last").GetBoolean());

        await Stopped(TimeSpan.FromSeconds(left - 60));
        Assert.Equal(60, await Seconds(await nora.Send(Extend, form)));
        await Stopped(TimeSpan.FromSeconds(60 + seconds));

        Assert.Equal(expected, (await nora.Fragment(Left)).StatusCode);
    }

    [Fact]
    public async Task Signing_in_in_place_draws_the_form_alone_and_ends_in_204()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var mine = await nora.Form(Home);
        await _site.Advance(TimeSpan.FromMinutes(31));

        var door = await Ask(nora, HttpMethod.Get, $"{Door}?fin=session");
        Assert.Equal(HttpStatusCode.OK, door.Status);
        AssertPartial(door);
        var refused = await Ask(nora, HttpMethod.Post, Door, door, ("identifier", DemoPeople.Nora.Email), ("password", "pas le bon"));
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        AssertPartial(refused);
        Assert.Contains("role=\"alert\"", refused.Body, StringComparison.Ordinal);
        var next = await Ask(nora, HttpMethod.Post, Door, refused, ("identifier", DemoPeople.Nora.Email), ("password", DemoPeople.Password));
        if (next.Status is HttpStatusCode.Found)
        {
            var code = await Ask(nora, HttpMethod.Get, next.Location!);
            AssertPartial(code);
            next = await Ask(nora, HttpMethod.Post, $"{Door}?handler=code", code, ("code", await nora.MailedCode(DemoPeople.Nora)));
        }

        Assert.Equal(HttpStatusCode.NoContent, next.Status);
        Assert.Contains(next.SetCookies, c => c.StartsWith("session-multi-siren=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, (await Ask(nora, HttpMethod.Get, Door)).Status);
        // The forms of the page behind the dialog still hold.
        Assert.Equal(HttpStatusCode.OK, (await nora.Send(Extend, mine)).StatusCode);
    }

    [Fact]
    public async Task A_tab_that_finds_the_session_over_leaves_the_code_awaited_in_another_alone()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        await _site.Advance(TimeSpan.FromMinutes(31));
        var door = await Ask(nora, HttpMethod.Get, $"{Door}?fin=session");
        var asked = await Ask(nora, HttpMethod.Post, Door, door, ("identifier", DemoPeople.Ousmane.Email), ("password", DemoPeople.Password));
        var code = await Ask(nora, HttpMethod.Get, asked.Location!);

        await Ask(nora, HttpMethod.Get, $"{Door}?fin=session");
        var entered = await Ask(nora, HttpMethod.Post, $"{Door}?handler=code", code, ("code", await nora.MailedCode(DemoPeople.Ousmane)));

        Assert.Equal(HttpStatusCode.NoContent, entered.Status);
    }

    [Fact]
    public async Task Somebody_else_signing_in_in_place_cannot_send_the_forms_of_the_page()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var hers = await nora.Form(Home);
        await _site.Advance(TimeSpan.FromMinutes(31));

        await nora.SignIn(DemoPeople.Ousmane);

        Assert.Equal(HttpStatusCode.BadRequest, (await nora.Send(Extend, hers)).StatusCode);
        Assert.Equal(DemoPeople.Ousmane.Key, (await Json(await nora.Fragment(Left))).GetProperty("account").GetString());
    }

    private static void AssertPartial(Answer answer)
    {
        Assert.DoesNotContain("<html", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", answer.Body, StringComparison.Ordinal);
        Assert.Contains("id=\"reconnexion\"", answer.Body, StringComparison.Ordinal);
    }

    private static Task<Answer> Ask(Visitor who, HttpMethod method, string page, Answer? form = null, params (string Name, string Value)[] fields) =>
        who.Ask(method, page, form is null ? null
            : new FormUrlEncodedContent(fields.Concat([("jeton", form.Token), ("cle", form.Key)]).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
                ("X-Fragment", "1"));

    private static async Task<int> Seconds(HttpResponseMessage answer) => (await Json(answer)).GetProperty("left").GetInt32();

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private Task Stopped(TimeSpan by) => _site.Advance(by, stopped: true);
}
